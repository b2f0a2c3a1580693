package org.asyncio4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailboxTest {
  private final Mailbox<String> mailbox = new Mailbox<>();
  private final List<String> taken = new ArrayList<>();

  @Test
  void entriesComeOutInTheOrderInWhichTheyWentIn() {
    assertThat(mailbox.isEmpty()).isTrue();
    assertThat(mailbox.seemsEmpty()).isTrue();
    mailbox.put("a");
    mailbox.put("b");
    mailbox.put("c");
    assertThat(mailbox.isEmpty()).isFalse();
    assertThat(mailbox.seemsEmpty()).isFalse();
    mailbox.takeAll(taken::add);
    assertThat(taken).containsExactly("a", "b", "c");
    assertThat(mailbox.isEmpty()).isTrue();
  }

  @Test
  void aClosedMailboxHandsOutWhatItHasAndRefusesMore() {
    assertThat(mailbox.put("a")).isTrue();
    assertThat(mailbox.put("b")).isTrue();
    assertThat(mailbox.isClosed()).isFalse();
    mailbox.close(taken::add);
    assertThat(mailbox.isClosed()).isTrue();
    assertThat(mailbox.put("refused")).isFalse();
    mailbox.takeAll(taken::add);
    mailbox.close(taken::add);
    assertThat(taken).containsExactly("a", "b");
  }

  @Test
  @Timeout(60)
  void losesNothingOfManyThreadsAndKeepsTheOrderOfEach() throws Exception {
    int threads = 4;
    int each = 50_000;
    Mailbox<int[]> shared = new Mailbox<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int t = 0; t < threads; t++) {
      int sender = t;
      new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                for (int i = 0; i < each; i++) {
                  shared.put(new int[] {sender, i});
                }
              })
          .start();
    }
    start.countDown();
    int[] expected = new int[threads];
    int[] count = new int[1];
    while (count[0] < threads * each) {
      shared.takeAll(
          entry -> {
            assertThat(entry[1]).isEqualTo(expected[entry[0]]++);
            count[0]++;
          });
    }
    assertThat(expected).containsOnly(each);
  }
}
