package org.asyncio4j.torture.program;

/** A part of a program's text. */
sealed interface Piece permits Piece.Text, Piece.Twin, Node {

  /** Text as it is. */
  record Text(String text) implements Piece {}

  /** Text that differs between a coroutine and its plain twin. */
  record Twin(String coroutine, String plain) implements Piece {}
}
