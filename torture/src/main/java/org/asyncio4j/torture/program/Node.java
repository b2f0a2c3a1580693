package org.asyncio4j.torture.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node of a program's tree, which is rendered as an async method or as its plain twin.
 *
 * @param kind what it is
 * @param type the type of an expression, null for others
 * @param pieces its text and its parts
 */
record Node(Kind kind, @Nullable JavaType type, List<Piece> pieces) implements Piece {

  private static final Pattern TWIN = Pattern.compile("\\[\\[(.*?)\\|\\|(.*?)]]");

  enum Kind {
    EXPRESSION,
    /** An expression that is awaited; in the plain twin it is just used. */
    AWAIT,
    /** {@code return done(x)}; in the plain twin {@code return x}. */
    RETURN,
    /** The block of an async lambda that is awaited; in the plain twin one that is called. */
    LAMBDA,
    STATEMENT,
    /** Statements in a row. */
    BLOCK
  }

  /**
   * An expression: {@code template} with its {@code #} replaced by {@code parts} in turn, and of
   * each {@code [[this||that]]} this where it is a coroutine and that in the plain twin.
   */
  static Node expression(JavaType type, String template, Node... parts) {
    return new Node(Kind.EXPRESSION, type, fill(template, parts));
  }

  static Node await(JavaType type, Node value) {
    return new Node(Kind.AWAIT, type, List.of(value));
  }

  static Node returned(Node value) {
    return new Node(Kind.RETURN, null, List.of(value));
  }

  static Node lambda(Node block) {
    return new Node(Kind.LAMBDA, JavaType.STRING, List.of(block));
  }

  /** A statement, from a template as that of {@link #expression}. */
  static Node statement(String template, Node... parts) {
    return new Node(Kind.STATEMENT, null, fill(template, parts));
  }

  static Node block(List<Node> statements) {
    return new Node(Kind.BLOCK, null, List.copyOf(statements));
  }

  private static List<Piece> fill(String template, Node... parts) {
    List<Piece> pieces = new ArrayList<>();
    String[] texts = template.split("#", -1);
    if (texts.length != parts.length + 1) {
      throw new IllegalArgumentException(template + " with " + parts.length + " parts");
    }
    for (int i = 0; i < texts.length; i++) {
      addTexts(texts[i], pieces);
      if (i < parts.length) {
        pieces.add(parts[i]);
      }
    }
    return pieces;
  }

  private static void addTexts(String text, List<Piece> pieces) {
    Matcher twins = TWIN.matcher(text);
    int end = 0;
    while (twins.find()) {
      pieces.add(new Text(text.substring(end, twins.start())));
      pieces.add(new Twin(twins.group(1), twins.group(2)));
      end = twins.end();
    }
    pieces.add(new Text(text.substring(end)));
  }

  /** The nodes that it is made of. */
  List<Node> children() {
    List<Node> children = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Node child) {
        children.add(child);
      }
    }
    return children;
  }

  /** This node and all below it, outermost first. */
  List<Node> all() {
    List<Node> all = new ArrayList<>();
    all.add(this);
    children().forEach(child -> all.addAll(child.all()));
    return all;
  }

  /** This tree with one node, the very object, replaced by another. */
  @SuppressWarnings("ReferenceEquality") // equal nodes stand at different places
  Node replace(Node target, Node replacement) {
    if (this == target) {
      return replacement;
    }
    List<Piece> replaced = new ArrayList<>();
    for (Piece piece : pieces) {
      replaced.add(piece instanceof Node child ? child.replace(target, replacement) : piece);
    }
    return new Node(kind, type, replaced);
  }

  /** Writes Java. */
  String render(Form form) {
    StringBuilder text = new StringBuilder();
    render(form, text);
    return text.toString();
  }

  private void render(Form form, StringBuilder text) {
    Form inner = form;
    if (kind == Kind.AWAIT && type != null) {
      text.append(form.isPlain() ? "s.<" : "Asyncio.<").append(type.argument);
      text.append(form.isPlain() ? ">value(" : ">await(s.<" + type.argument + ">of(");
    } else if (kind == Kind.RETURN) {
      text.append(form.beforeResult());
    } else if (kind == Kind.LAMBDA) {
      text.append(
          form.isPlain()
              ? "call(() -> {\n"
              : "Asyncio.<String>await(Asyncio.<String, Exception>async(() -> {\n");
      inner = form.lambda();
    }
    for (Piece piece : pieces) {
      if (piece instanceof Node child) {
        child.render(inner, text);
      } else if (piece instanceof Twin twin) {
        text.append(form.isPlain() ? twin.plain() : twin.coroutine());
      } else if (piece instanceof Text plain) {
        text.append(plain.text());
      }
    }
    if (kind == Kind.AWAIT) {
      text.append(form.isPlain() ? ")" : "))");
    } else if (kind == Kind.RETURN) {
      text.append(form.afterResult());
    } else if (kind == Kind.LAMBDA) {
      text.append(form.isPlain() ? "})" : "}))");
    } else if (kind == Kind.STATEMENT) {
      text.append('\n');
    }
  }
}
