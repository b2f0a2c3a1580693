package org.asyncio4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnClockTest {
  private static final long FAR = 1_000_000_000_000L;

  private final CountingClock source = new CountingClock();

  @Test
  void aClockOfItsOwnMakingIsReadInEveryTurn() {
    TurnClock clock = new TurnClock(source, true);
    assertThat(turns(clock, 100, 1)).isEqualTo(100);
  }

  @Test
  void theMachinesClockIsReadNowAndThenWhileTurnsAreShort() {
    TurnClock clock = new TurnClock(source, false);
    assertThat(turns(clock, 1600, 10)).isBetween(90, 110);
  }

  @Test
  void theMachinesClockIsReadInEveryTurnWhileTurnsAreLong() {
    TurnClock clock = new TurnClock(source, false);
    assertThat(turns(clock, 100, 1_000_000)).isEqualTo(100);
  }

  @Test
  void whatIsDueByTheLastReadingNeedsNoOther() {
    TurnClock clock = new TurnClock(source, false);
    source.now = 50;
    assertThat(clock.read()).isEqualTo(50);
    source.now = 90;
    assertThat(clock.nowFor(50)).isEqualTo(50);
    assertThat(source.readings).isEqualTo(1);
  }

  @Test
  void thereIsNoSleepUntilATimeThatIsOver() {
    TurnClock clock = new TurnClock(source, false);
    source.now = 50;
    assertThat(clock.sleepUntil(50, false)).isZero();
    assertThat(clock.sleepUntil(80, false)).isEqualTo(30);
  }

  /** How often the clock is read in so many turns of one callback each. */
  private int turns(TurnClock clock, int count, long nanosEach) {
    for (int i = 0; i < count; i++) {
      assertThat(clock.nowFor(FAR)).isLessThanOrEqualTo(source.now);
      clock.turn(1);
      source.now += nanosEach;
    }
    return source.readings;
  }

  private static final class CountingClock implements LoopClock {
    long now;
    int readings;

    @Override
    public long nanoTime() {
      readings++;
      return now;
    }

    @Override
    public long sleepUntil(long nanoTime, boolean outstanding) {
      return nanoTime - now;
    }
  }
}
