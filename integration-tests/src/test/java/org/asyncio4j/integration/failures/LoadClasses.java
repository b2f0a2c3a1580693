package org.asyncio4j.integration.failures;

/** Loads the classes it is given by name, and runs nothing of them. */
final class LoadClasses {
  private LoadClasses() {}

  public static void main(String[] names) throws ClassNotFoundException {
    for (String name : names) {
      Class.forName(name, false, LoadClasses.class.getClassLoader());
    }
  }
}
