package org.asyncio4j.torture.program;

/** A part of a program's text. */
sealed interface Piece permits Piece.Text, Node {

  /** Text as it is. */
  record Text(String text) implements Piece {}
}
