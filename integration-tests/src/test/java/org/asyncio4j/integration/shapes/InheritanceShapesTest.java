package org.asyncio4j.integration.shapes;

import static org.asyncio4j.Asyncio.*;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.asyncio4j.Async;
import org.asyncio4j.Awaitable;
import org.asyncio4j.Coroutine;

/** Supertypes of all kinds, and calls that take a detour. */
class InheritanceShapesTest extends ShapesTest {
  /** Its supertype is of another package, and has protected members. */
  private static final class Numbers extends ArrayList<Integer> {
    private static final long serialVersionUID = 1;

    @Async
    Coroutine<String> dropsTheMiddle(Source s) {
      int before = modCount;
      super.removeRange(await(s.of(1)), await(s.of(3)));
      modCount += await(s.of(10));
      removeRange(await(s.of(0)), await(s.of(0)));
      return done(this + " " + (modCount - before >= 11));
    }

    @Async
    Coroutine<Boolean> addsThroughSuper(Source s) {
      return done(super.add(await(s.of(7))) && super.contains(await(s.of(7))));
    }
  }

  private sealed interface Shape {
    record Square(int side) implements Shape {}

    record Rectangle(int width, int height) implements Shape {}
  }

  private interface Supplier {
    Awaitable<String> get(Source s);
  }

  private static class Named implements Supplier {
    private final String name;

    private Named(String name) {
      this.name = name;
    }

    @Async
    private static Coroutine<Named> create(Source s) {
      return done(new Named(await(s.of("created"))));
    }

    /** Covariant: javac adds a bridge, annotated like the method. */
    @Override
    @Async
    public Coroutine<String> get(Source s) {
      return done(await(s.of(name)));
    }
  }

  @Yields("[1, 4] true true")
  @Async
  static Coroutine<String> protectedMembersOfAnotherPackage(Source s) {
    Numbers numbers = new Numbers();
    numbers.addAll(List.of(1, 2, 3, 4));
    return done(await(numbers.dropsTheMiddle(s)) + " " + await(numbers.addsThroughSuper(s)));
  }

  @Yields("4 6")
  @Async
  static Coroutine<String> sealedTypes(Source s) {
    String out = "";
    for (Shape shape : List.of(new Shape.Square(2), new Shape.Rectangle(2, 3))) {
      if (shape instanceof Shape.Square square) {
        out += await(s.of(square.side())) * square.side();
      } else if (shape instanceof Shape.Rectangle rectangle) {
        out += " " + rectangle.width() * await(s.of(rectangle.height()));
      }
    }
    return done(out);
  }

  @Yields("created created")
  @Async
  static Coroutine<String> covariantReturnAndPrivateConstructor(Source s) {
    Named named = await(Named.create(s));
    Supplier supplier = named;
    return done(await(named.get(s)) + " " + await(supplier.get(s)));
  }

  @Yields("created by a proxy, reflected")
  @Async
  static Coroutine<String> proxiesAndReflectionOnTheCallPath(Source s)
      throws ReflectiveOperationException {
    Named named = await(Named.create(s));
    Supplier proxy =
        (Supplier)
            Proxy.newProxyInstance(
                Supplier.class.getClassLoader(),
                new Class<?>[] {Supplier.class},
                (self, method, arguments) -> method.invoke(named, arguments));
    String out = await(proxy.get(s)) + " by a proxy, ";
    Method reflects = InheritanceShapesTest.class.getDeclaredMethod("reflected", Source.class);
    try {
      return done(out + await((Awaitable<?>) reflects.invoke(null, s)));
    } catch (InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }

  @Async
  private static Coroutine<String> reflected(Source s) {
    return done(await(s.of("reflected")));
  }
}
