package org.asyncio4j.torture.program;

/** The types that random programs use: as Java writes them, and as a type argument. */
enum JavaType {
  INT("int", "Integer"),
  LONG("long", "Long"),
  DOUBLE("double", "Double"),
  STRING("String", "String"),
  BOOLEAN("boolean", "Boolean"),
  INTS("int[]", "int[]"),
  OBJECT("Object", "Object"),
  CHAR("char", "Character"),
  BYTE("byte", "Byte"),
  SHORT("short", "Short"),
  FLOAT("float", "Float"),
  PAIR("Pair", "Pair"),
  THROWABLE("Throwable", "Throwable");

  final String text;
  final String argument;

  JavaType(String text, String argument) {
    this.text = text;
    this.argument = argument;
  }
}
