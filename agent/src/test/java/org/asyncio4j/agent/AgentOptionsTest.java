package org.asyncio4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  private static final String KNOWN_KEYS =
      ". Options are written key=value,key=value;"
          + " the known keys are: includes, excludes, exclclassloader, classdumpdir, warnings";

  @ParameterizedTest
  @NullAndEmptySource
  void includesEveryClassUnlessToldOtherwise(String text) {
    AgentOptions options = AgentOptions.parse(text);

    assertThat(options.includes().matches("com.acme.Hello")).isTrue();
    assertThat(options.excludes().matches("com.acme.Hello")).isFalse();
    assertThat(options.excludedClassLoaders().matches("com.acme.Loader")).isFalse();
    assertThat(options.classDumpDirectory()).isNull();
    assertThat(options.warnings()).isTrue();
    assertThat(options).hasToString("");
  }

  @Test
  void readsEveryKey() {
    AgentOptions options =
        AgentOptions.parse(
            "includes=com.acme.*,excludes=com.acme.a.*:com.acme.b.*,"
                + "exclclassloader=com.acme.Loader,classdumpdir=/tmp/dump,warnings=false");

    assertThat(options.includes().matches("com.acme.Hello")).isTrue();
    assertThat(options.includes().matches("org.acme.Hello")).isFalse();
    assertThat(options.excludes().matches("com.acme.b.Hello")).isTrue();
    assertThat(options.excludedClassLoaders().matches("com.acme.Loader")).isTrue();
    assertThat(options.classDumpDirectory()).isEqualTo(Path.of("/tmp/dump"));
    assertThat(options.warnings()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "includes=a.*",
        "excludes=a.*:b.?",
        "includes=a.*,excludes=a.b.*,exclclassloader=x.Loader,classdumpdir=/tmp/d",
        "warnings=true",
        "classdumpdir=/tmp/with,comma",
        "classdumpdir=/tmp/with=equals"
      })
  void printsWhatItParsed(String text) {
    assertThat(AgentOptions.parse(text)).hasToString(text);
  }

  @Test
  void printsKeysInTheirOwnOrder() {
    assertThat(AgentOptions.parse("classdumpdir=d,includes=a.*"))
        .hasToString("includes=a.*,classdumpdir=d");
  }

  @Test
  void keepsACommaThatNoKeyFollows() {
    assertThat(AgentOptions.parse("classdumpdir=/tmp/a,b,includes=c").classDumpDirectory())
        .isEqualTo(Path.of("/tmp/a,b"));
  }

  @Test
  void namesTheKnownKeysWhenOneIsUnknown() {
    assertThatThrownBy(() -> AgentOptions.parse("includes=a.*,include=b.*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("asyncio4j agent: unknown option \"include\"" + KNOWN_KEYS);
  }

  @Test
  void keysAreCaseSensitive() {
    assertThatThrownBy(() -> AgentOptions.parse("Includes=a.*"))
        .hasMessage("asyncio4j agent: unknown option \"Includes\"" + KNOWN_KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"includes", "includes="})
  void refusesAKeyWithoutAValue(String text) {
    assertThatThrownBy(() -> AgentOptions.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "asyncio4j agent: option \"" + text + "\" is not of the form key=value" + KNOWN_KEYS);
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertThatThrownBy(() -> AgentOptions.parse("includes=a.*,includes=b.*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("asyncio4j agent: option \"includes\" is given twice" + KNOWN_KEYS);
  }

  @Test
  void refusesAnythingButTrueAndFalseForASwitch() {
    assertThatThrownBy(() -> AgentOptions.parse("warnings=no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "asyncio4j agent: option \"warnings=no\" is neither true nor false" + KNOWN_KEYS);
  }
}
