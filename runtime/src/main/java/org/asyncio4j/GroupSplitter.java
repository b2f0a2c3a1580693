package org.asyncio4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Splits groups of groups of exceptions: in a loop, so that no depth overflows the stack. */
final class GroupSplitter {
  /** The groups around the exception that is looked at, innermost first. */
  private final Deque<Level> levels = new ArrayDeque<>();

  private final Predicate<? super Throwable> condition;

  private GroupSplitter(Predicate<? super Throwable> condition) {
    this.condition = condition;
  }

  static ExceptionGroup.Split split(ExceptionGroup group, Predicate<? super Throwable> condition) {
    return condition.test(group)
        ? new ExceptionGroup.Split(group, null)
        : new GroupSplitter(condition).run(group);
  }

  private ExceptionGroup.Split run(ExceptionGroup outermost) {
    Level level = new Level(outermost);
    for (; ; ) {
      Throwable member = level.nextMember();
      if (member == null) {
        ExceptionGroup.Split parts = level.parts();
        if (levels.isEmpty()) {
          return parts;
        }
        level = levels.pop();
        level.add(parts.match(), parts.rest());
      } else if (condition.test(member)) {
        level.add(member, null);
      } else if (member instanceof ExceptionGroup inner) {
        levels.push(level);
        level = new Level(inner);
      } else {
        level.add(null, member);
      }
    }
  }

  /** A group whose members are being told apart. */
  private static final class Level {
    private final ExceptionGroup group;
    private final List<Throwable> matching = new ArrayList<>();
    private final List<Throwable> others = new ArrayList<>();
    private int next;

    Level(ExceptionGroup group) {
      this.group = group;
    }

    @Nullable Throwable nextMember() {
      List<Throwable> members = group.exceptions();
      return next < members.size() ? members.get(next++) : null;
    }

    void add(@Nullable Throwable match, @Nullable Throwable other) {
      if (match != null) {
        matching.add(match);
      }
      if (other != null) {
        others.add(other);
      }
    }

    ExceptionGroup.Split parts() {
      return new ExceptionGroup.Split(part(matching, others), part(others, matching));
    }

    /** One part; the group itself where nothing has been taken away. */
    private @Nullable ExceptionGroup part(List<Throwable> members, List<Throwable> away) {
      if (members.isEmpty()) {
        return null;
      }
      return away.isEmpty() && members.equals(group.exceptions()) ? group : group.part(members);
    }
  }
}
