package org.asyncio4j.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.compiler.analysis.TypeFlow.State;
import org.asyncio4j.compiler.text.RefusalTexts;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Checks what javac cannot: that what {@code emit} is given fits the generator's element type.
 *
 * <p>Where both are classes of the JDK the answer is known now. Of all others nothing is known
 * without loading them, so the value is cast as it is emitted.
 */
final class EmittedTypes {

  private static final String OBJECT = "java/lang/Object";

  private final MethodNode method;
  private final String element;

  private EmittedTypes(MethodNode method, String element) {
    this.method = method;
    this.element = element;
  }

  static void check(String owner, MethodNode method) throws Refusal {
    String element = elementType(method);
    if (element.equals(OBJECT)) {
      return;
    }
    EmittedTypes types = new EmittedTypes(method, element);
    TypeFlow flow = TypeFlow.of(owner, method);
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      Marker marker = Marker.of(instruction);
      State state = marker != null && marker.emits() ? flow.before(instruction) : null;
      if (marker != null && state != null) {
        types.check(instruction, marker, state);
      }
    }
  }

  private void check(AbstractInsnNode emit, Marker marker, State state) throws Refusal {
    Object value = state.stack().get(state.stack().size() - marker.argumentCount());
    if (!(value instanceof String found) || found.equals(element)) {
      return;
    }
    Class<?> given = jdkClass(found);
    Class<?> wanted = jdkClass(element);
    if (given != null && wanted != null) {
      if (wanted.isAssignableFrom(given)) {
        return;
      }
      if (!given.isAssignableFrom(wanted) && !given.isInterface() && !wanted.isInterface()) {
        throw new Refusal(
            SuspensionPoint.lineOf(emit),
            RefusalTexts.emitOfOtherType(given.getName(), given.getSimpleName(), wanted.getName()));
      }
    }
    InsnList cast = new InsnList();
    if (marker.takesClass()) {
      cast.add(new InsnNode(Opcodes.SWAP));
      cast.add(new TypeInsnNode(Opcodes.CHECKCAST, element));
      cast.add(new InsnNode(Opcodes.SWAP));
    } else {
      cast.add(new TypeInsnNode(Opcodes.CHECKCAST, element));
    }
    method.instructions.insertBefore(emit, cast);
  }

  /** A class of the boot loader, which every JVM has in common; null for any other. */
  private static @Nullable Class<?> jdkClass(String internalName) {
    if (!internalName.startsWith("java/")) {
      return null;
    }
    try {
      return Class.forName(internalName.replace('/', '.'), false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** The argument of the return type, where the signature names a class; else {@code Object}. */
  private static String elementType(MethodNode method) {
    if (method.signature == null) {
      return OBJECT;
    }
    List<String> elements = new ArrayList<>();
    new SignatureReader(method.signature).accept(new ReturnType(elements));
    return elements.size() == 1 ? elements.get(0) : OBJECT;
  }

  /** Collects the class that is the only argument of the return type. */
  private static final class ReturnType extends SignatureVisitor {
    private final List<String> elements;

    ReturnType(List<String> elements) {
      super(Opcodes.ASM9);
      this.elements = elements;
    }

    @Override
    public SignatureVisitor visitReturnType() {
      return new SignatureVisitor(Opcodes.ASM9) {
        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
          return wildcard == INSTANCEOF ? new Element() : new SignatureVisitor(Opcodes.ASM9) {};
        }
      };
    }

    private final class Element extends SignatureVisitor {
      private String name = OBJECT;
      private int dimensions;

      Element() {
        super(Opcodes.ASM9);
      }

      @Override
      public void visitClassType(String name) {
        this.name = name;
      }

      @Override
      public void visitInnerClassType(String name) {
        this.name += '$' + name;
      }

      @Override
      public SignatureVisitor visitTypeArgument(char wildcard) {
        return new SignatureVisitor(Opcodes.ASM9) {};
      }

      @Override
      public SignatureVisitor visitArrayType() {
        dimensions++;
        return this;
      }

      @Override
      public void visitBaseType(char descriptor) {
        elements.add("[".repeat(dimensions) + descriptor);
      }

      @Override
      public void visitEnd() {
        Type type = Type.getObjectType(name);
        elements.add(dimensions == 0 ? name : "[".repeat(dimensions) + type.getDescriptor());
      }
    }
  }
}
