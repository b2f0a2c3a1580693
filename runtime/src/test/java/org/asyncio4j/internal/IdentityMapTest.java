package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentityMapTest {
  private static final Object MISSING = new Object();

  @Test
  void aChangeLeavesTheMapBeforeAsItWas() {
    Object key = new Object();
    IdentityMap first = IdentityMap.EMPTY.with(key, 1);
    IdentityMap second = first.with(key, 2);
    IdentityMap third = second.without(key);
    assertThat(IdentityMap.EMPTY.get(key, MISSING)).isSameAs(MISSING);
    assertThat(first.get(key, MISSING)).isEqualTo(1);
    assertThat(second.get(key, MISSING)).isEqualTo(2);
    assertThat(third.get(key, MISSING)).isSameAs(MISSING);
    assertThat(third.size()).isZero();
  }

  @Test
  void nullIsAValue() {
    Object key = new Object();
    assertThat(IdentityMap.EMPTY.with(key, null).get(key, MISSING)).isNull();
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    IdentityMap map = IdentityMap.EMPTY.with(new Object(), 1);
    assertThat(map.without(new Object())).isSameAs(map);
  }

  @Test
  void equalKeysAreDifferentKeys() {
    String one = new String("key");
    String other = new String("key");
    IdentityMap map = IdentityMap.EMPTY.with(one, 1).with(other, 2);
    assertThat(map.size()).isEqualTo(2);
    assertThat(map.get(one, MISSING)).isEqualTo(1);
  }

  @Test
  void behavesLikeAHashMapUnderRandomUse() {
    Random random = new Random(1);
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      keys.add(new Object());
    }
    Map<Object, Object> model = new IdentityHashMap<>();
    IdentityMap map = IdentityMap.EMPTY;
    for (int i = 0; i < 5000; i++) {
      Object key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(3) == 0) {
        map = map.without(key);
        model.remove(key);
      } else {
        map = map.with(key, i);
        model.put(key, i);
      }
      assertThat(map.size()).isEqualTo(model.size());
      for (Object any : keys) {
        if (!map.get(any, MISSING).equals(model.getOrDefault(any, MISSING))) {
          throw new AssertionError("different after " + i + " changes");
        }
      }
    }
  }
}
