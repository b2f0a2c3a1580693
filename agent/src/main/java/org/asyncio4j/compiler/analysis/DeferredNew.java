package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asyncio4j.compiler.analysis.TypeFlow.State;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves the creation of an object behind the evaluation of its constructor's arguments where one of
 * these may suspend.
 *
 * <p>JVMS 4.10.1.9: an object between {@code new} and {@code <init>} can be kept nowhere but in
 * locals and operands, so it cannot live across a suspension. A null takes its place until the
 * arguments are there; the constructor call then creates the object and replaces each copy of the
 * null.
 */
final class DeferredNew {

  private final MethodNode method;
  private final TypeFlow types;
  private final Map<Label, TypeInsnNode> creations = new HashMap<>();

  private DeferredNew(MethodNode method, TypeFlow types) {
    this.method = method;
    this.types = types;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.NEW) {
        for (LabelNode label : labelsBefore(instruction)) {
          creations.put(label.getLabel(), (TypeInsnNode) instruction);
        }
      }
    }
  }

  /**
   * Puts a label before each {@code new}: the label is what the types of uninitialised objects
   * refer to.
   */
  static void label(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction.getOpcode() == Opcodes.NEW) {
        method.instructions.insertBefore(instruction, new LabelNode());
      }
    }
  }

  /**
   * Defers the creations that are pending at one of {@code states} or {@code frames}.
   *
   * @return whether the method was changed, and its analysis is to be made anew
   */
  static boolean rewrite(
      MethodNode method, TypeFlow types, Collection<State> states, Collection<FrameNode> frames) {
    return new DeferredNew(method, types).rewrite(states, frames);
  }

  private boolean rewrite(Collection<State> states, Collection<FrameNode> frames) {
    Set<TypeInsnNode> deferred = new HashSet<>();
    for (State state : states) {
      collect(state.locals(), deferred);
      collect(state.stack(), deferred);
    }
    for (FrameNode frame : frames) {
      collect(frame.local, deferred);
      collect(frame.stack, deferred);
    }
    if (deferred.isEmpty()) {
      return false;
    }
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction instanceof FrameNode frame) {
        frame.local = withoutUninitialised(frame.local, deferred);
        frame.stack = withoutUninitialised(frame.stack, deferred);
      } else if (instruction instanceof MethodInsnNode call && call.name.equals("<init>")) {
        create(call, deferred);
      }
    }
    for (TypeInsnNode creation : deferred) {
      method.instructions.set(creation, new InsnNode(Opcodes.ACONST_NULL));
    }
    return true;
  }

  private void create(MethodInsnNode constructor, Set<TypeInsnNode> deferred) {
    State state = types.before(constructor);
    if (state == null) {
      return;
    }
    Type[] arguments = Type.getArgumentTypes(constructor.desc);
    Object receiver = state.stack().get(state.stack().size() - arguments.length - 1);
    TypeInsnNode creation = creationOf(receiver);
    if (creation == null || !deferred.contains(creation)) {
      return;
    }
    InsnList before = new InsnList();
    int[] temporaries = new int[arguments.length];
    for (int i = arguments.length - 1; i >= 0; i--) {
      temporaries[i] = temporary(arguments[i].getSize());
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), temporaries[i]));
    }
    int created = temporary(1);
    before.add(new InsnNode(Opcodes.POP));
    before.add(new TypeInsnNode(Opcodes.NEW, creation.desc));
    before.add(new VarInsnNode(Opcodes.ASTORE, created));
    before.add(new VarInsnNode(Opcodes.ALOAD, created));
    for (int i = 0; i < arguments.length; i++) {
      before.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), temporaries[i]));
    }
    method.instructions.insertBefore(constructor, before);
    method.instructions.insert(
        constructor, replaceCopies(state, arguments.length + 1, creation, created));
  }

  /** The code that puts the created object wherever a copy of its placeholder is. */
  private InsnList replaceCopies(State state, int consumed, TypeInsnNode creation, int created) {
    InsnList code = new InsnList();
    List<Object> stack = state.below(consumed);
    int deepest = 0;
    while (deepest < stack.size() && creationOf(stack.get(deepest)) != creation) {
      deepest++;
    }
    Map<Integer, VarInsnNode> reloads = new HashMap<>();
    for (int i = stack.size() - 1; i >= deepest; i--) {
      Object type = stack.get(i);
      if (creationOf(type) == creation) {
        code.add(new InsnNode(Opcodes.POP));
        reloads.put(i, new VarInsnNode(Opcodes.ALOAD, created));
      } else {
        int temporary = temporary(TypeFlow.isWide(type) ? 2 : 1);
        code.add(new VarInsnNode(Values.opcode(type, Opcodes.ISTORE), temporary));
        reloads.put(i, new VarInsnNode(Values.opcode(type, Opcodes.ILOAD), temporary));
      }
    }
    for (int i = deepest; i < stack.size(); i++) {
      code.add(reloads.get(i));
    }
    for (int slot = 0; slot < state.locals().size(); slot++) {
      if (creationOf(state.locals().get(slot)) == creation) {
        code.add(new VarInsnNode(Opcodes.ALOAD, created));
        code.add(new VarInsnNode(Opcodes.ASTORE, slot));
      }
    }
    return code;
  }

  private List<Object> withoutUninitialised(
      @Nullable List<Object> frame, Set<TypeInsnNode> deferred) {
    List<Object> types = new ArrayList<>();
    if (frame != null) {
      for (Object type : frame) {
        TypeInsnNode creation = creationOf(type);
        types.add(creation != null && deferred.contains(creation) ? Opcodes.NULL : type);
      }
    }
    return types;
  }

  private void collect(@Nullable List<Object> types, Set<TypeInsnNode> into) {
    if (types != null) {
      for (Object type : types) {
        TypeInsnNode creation = creationOf(type);
        if (creation != null) {
          into.add(creation);
        }
      }
    }
  }

  private @Nullable TypeInsnNode creationOf(Object type) {
    if (type instanceof LabelNode node) {
      return creations.get(node.getLabel());
    }
    return type instanceof Label label ? creations.get(label) : null;
  }

  private int temporary(int size) {
    int slot = method.maxLocals;
    method.maxLocals += size;
    return slot;
  }

  private static List<LabelNode> labelsBefore(AbstractInsnNode creation) {
    List<LabelNode> labels = new ArrayList<>();
    for (AbstractInsnNode at = creation.getPrevious();
        at != null && at.getOpcode() < 0;
        at = at.getPrevious()) {
      if (at instanceof LabelNode label) {
        labels.add(label);
      }
    }
    return labels;
  }
}
