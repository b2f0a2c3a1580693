package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand-off between threads, at its seams. */
@Timeout(600)
class MailboxRaceTest {
  @Test
  void whatTwoPutIsTakenOnceAndInTheOrderOfEach() throws Exception {
    Race.run(
        () -> {
          Mailbox<String> mailbox = new Mailbox<>();
          List<String> taken = new ArrayList<>();
          return new Race.Round(
              List.of(
                  () -> {
                    mailbox.takeAll(taken::add);
                    mailbox.takeAll(taken::add);
                  },
                  () -> {
                    mailbox.put("a1");
                    mailbox.put("a2");
                  },
                  () -> {
                    mailbox.put("b1");
                    mailbox.put("b2");
                  }),
              () -> {
                mailbox.takeAll(taken::add);
                assertThat(taken).containsExactlyInAnyOrder("a1", "a2", "b1", "b2");
                assertThat(taken).containsSubsequence("a1", "a2").containsSubsequence("b1", "b2");
              });
        });
  }

  @Test
  void whatMeetsACloseIsEitherHandedOutOrRefused() throws Exception {
    Race.run(
        () -> {
          Mailbox<String> mailbox = new Mailbox<>();
          List<String> taken = new ArrayList<>();
          boolean[] accepted = new boolean[2];
          return new Race.Round(
              List.of(
                  () -> {
                    mailbox.takeAll(taken::add);
                    mailbox.close(taken::add);
                  },
                  () -> accepted[0] = mailbox.put("a"),
                  () -> accepted[1] = mailbox.put("b")),
              () -> {
                mailbox.takeAll(taken::add);
                assertThat(taken.contains("a")).isEqualTo(accepted[0]);
                assertThat(taken.contains("b")).isEqualTo(accepted[1]);
                assertThat(taken).doesNotHaveDuplicates();
                assertThat(mailbox.isClosed()).isTrue();
              });
        });
  }

  /** The moment that a race seldom hits: mail comes after the look, and before the sleep. */
  @Test
  @Timeout(60)
  void mailThatComesRightAfterTheLastLookWakesTheSleeper() throws Exception {
    SelectorPoller poller = new SelectorPoller(key -> {});
    Mailbox<String> mailbox = new Mailbox<>();
    Thread sender =
        new Thread(
            () -> {
              mailbox.put("late");
              poller.wakeup();
            });
    poller.sleep(
        Poller.FOREVER,
        () -> {
          boolean mail = !mailbox.isEmpty();
          sender.start();
          join(sender);
          return mail;
        });
    assertThat(Thread.interrupted()).isFalse();
    assertThat(mailbox.isEmpty()).isFalse();
    poller.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Mail, then wake-up, against sleep, if there is no mail: a lost one would sleep for ever. */
  @Test
  void noWakeUpIsLost() throws Exception {
    SelectorPoller poller = new SelectorPoller(key -> {});
    Race.run(
        () -> {
          Mailbox<int[]> mailbox = new Mailbox<>();
          List<int[]> taken = new ArrayList<>();
          return new Race.Round(
              List.of(
                  () -> {
                    while (taken.isEmpty()) {
                      poller.sleep(Poller.FOREVER, () -> !mailbox.isEmpty());
                      mailbox.takeAll(taken::add);
                    }
                  },
                  () -> {
                    int[] letter = new int[1];
                    letter[0] = 42;
                    mailbox.put(letter);
                    poller.wakeup();
                  }),
              () -> assertThat(taken.get(0)[0]).isEqualTo(42));
        });
    poller.close();
  }
}
