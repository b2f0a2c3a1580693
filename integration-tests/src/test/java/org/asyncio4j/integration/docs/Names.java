package org.asyncio4j.integration.docs;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.createTask;
import static org.asyncio4j.Asyncio.done;
import static org.asyncio4j.Asyncio.getRunningLoop;
import static org.asyncio4j.Asyncio.sleep;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;
import org.asyncio4j.Future;
import org.asyncio4j.Task;
import org.asyncio4j.sync.Queue;

/** What the parts of programs in the documentation take for granted: the reader's own code. */
public final class Names {
  private Names() {}

  /** A client of some server. */
  public static final class Client {
    private boolean connected;

    /** Connects at once. */
    @Async
    public Coroutine<Void> connect() {
      await(sleep(ofMillis(1)));
      connected = true;
      return done();
    }

    /** Sends in vain for a day, once an hour. */
    @Async
    public Coroutine<Boolean> send(String message) {
      for (int attempt = 0; attempt < 24; attempt++) {
        await(sleep(ofHours(1)));
      }
      return done(connected && message.isEmpty());
    }
  }

  /** Another machine. */
  public static final class Remote {
    /** Adds two numbers, there. */
    @Async
    public Coroutine<Integer> add(int a, int b) {
      await(sleep(ofMillis(1)));
      return done(a + b);
    }
  }

  private record Question(String text, Future<String> answer) {}

  /** The reader's client. */
  public static final Client client = new Client();

  /** The reader's other machine. */
  public static final Remote remote = new Remote();

  private static Queue<Question> questions = new Queue<>();

  /** The reader's server, which answers for ever. */
  @Async
  public static Coroutine<Void> serve() {
    Queue<Question> inbox = new Queue<>();
    questions = inbox;
    while (true) {
      Question question = await(inbox.get());
      question.answer().setResult(question.text().equals("ping") ? "pong" : "what?");
    }
  }

  /** A question to it. */
  @Async
  public static Coroutine<String> ask(String question) {
    Future<String> answer = getRunningLoop().createFuture();
    await(questions.put(new Question(question, answer)));
    return done(await(answer));
  }

  /** A talk between two tasks, in which no message is lost. */
  @Async
  public static Coroutine<Void> exchange() {
    Queue<Integer> line = new Queue<>(1);
    Task<Void> speaker = createTask(speak(line));
    for (int expected = 0; expected < 10; expected++) {
      int heard = await(line.get());
      if (heard != expected) {
        throw new AssertionError("heard " + heard + " in place of " + expected);
      }
    }
    await(speaker);
    return done();
  }

  @Async
  private static Coroutine<Void> speak(Queue<Integer> line) {
    for (int i = 0; i < 10; i++) {
      await(line.put(i));
    }
    return done();
  }
}
