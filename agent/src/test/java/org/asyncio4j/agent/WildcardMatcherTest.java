package org.asyncio4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardMatcherTest {
  @ParameterizedTest
  @CsvSource({
    "'', com.acme.Hello, false",
    "*, com.acme.Hello, true",
    "*, '', true",
    "com.acme.*, com.acme.Hello, true",
    "com.acme.*, com.acme.deep.Hello, true",
    "com.acme.*, com.acmeXHello, false",
    "com.acme.*, org.com.acme.Hello, false",
    "*.Hello, com.acme.Hello, true",
    "*.Hello, com.acme.Hello$Inner, false",
    "*Hello*, com.acme.Hello$Inner, true",
    "Hell?, Hello, true",
    "Hell?, Hell, false",
    "Hell?, Helloo, false",
    "a.*:b.*, b.Hello, true",
    "a.*:b.*, c.Hello, false",
    "a.*:, b.Hello, false",
    "Hello$Inner, Hello$Inner, true",
    "'[a-z]+', abc, false",
    "'[a-z]+', '[a-z]+', true",
  })
  void matchesTheWholeName(String patterns, String name, boolean expected) {
    assertThat(new WildcardMatcher(patterns).matches(name)).isEqualTo(expected);
  }
}
