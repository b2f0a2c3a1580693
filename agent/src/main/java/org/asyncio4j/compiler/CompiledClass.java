package org.asyncio4j.compiler;

import java.util.List;
import java.util.Map;

/**
 * What became of one class file.
 *
 * @param bytes the class file to use; the very array that was passed in when nothing changed
 * @param companions the coroutine classes of its async methods: class files by internal name
 *     ({@code com/acme/Hello$main$Coroutine})
 * @param diagnostics what the compiler has to say, in the order of the source lines
 * @param changed whether the bytes differ from those passed in
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, never compared
public record CompiledClass(
    byte[] bytes, Map<String, byte[]> companions, List<Diagnostic> diagnostics, boolean changed) {

  /** Creates the result; the collections are copied. */
  public CompiledClass {
    companions = Map.copyOf(companions);
    diagnostics = List.copyOf(diagnostics);
  }
}
