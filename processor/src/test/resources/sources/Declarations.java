import static org.asyncio4j.Asyncio.await;
import static org.asyncio4j.Asyncio.done;

import org.asyncio4j.Async;
import org.asyncio4j.Coroutine;

abstract class Declarations {
  @Async
  String otherType() {
    return "value";
  }

  @Async
  abstract Coroutine<Void> abstractMethod();

  @Async
  native Coroutine<Void> nativeMethod();

  @Async
  synchronized Coroutine<Void> synchronizedMethod() {
    return done();
  }

  @Async
  Coroutine<Void> fine() {
    return done();
  }

  void awaitThatNobodyLooksAt() {
    await(done());
  }
}
