/** Tests that await, for JUnit Jupiter. */
module org.asyncio4j.junit {
  requires transitive org.asyncio4j;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;
  requires java.management;

  exports org.asyncio4j.junit;
  exports org.asyncio4j.junit.codegen;
}
