package org.asyncio4j.weave;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place that holds class files: by paths relative to it, with {@code /} between the names.
 *
 * <p>Changes need not be seen before {@link #commit}.
 */
interface ClassStore extends Closeable {

  /** The end of a class file's path. */
  String SUFFIX = ".class";

  /** The paths of all class files, sorted, so that every build says the same in the same order. */
  List<String> classFiles() throws IOException;

  /** Reads a file that {@link #classFiles} named. */
  byte[] read(String path) throws IOException;

  /**
   * Writes a class anew.
   *
   * @param path its file, there before
   * @param content the class file
   * @param companions further class files by path, there before or not
   */
  void replace(String path, byte[] content, Map<String, byte[]> companions) throws IOException;

  /** Removes files that {@link #classFiles} named. */
  void remove(Set<String> paths) throws IOException;

  /** Makes all changes last. */
  void commit() throws IOException;

  /** Says where a file is, for people. */
  String describe(String path);
}
