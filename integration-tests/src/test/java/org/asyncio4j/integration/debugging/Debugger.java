package org.asyncio4j.integration.debugging;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A debugger on a JVM of its own, which it launches: breakpoints by line, as IDEs set them, steps,
 * and the variables of the topmost frame.
 */
final class Debugger {
  // Only a program that hangs reaches it.
  private static final long TIMEOUT_MILLIS = 120_000;

  private final VirtualMachine jvm;
  private final String debugged;
  private final Predicate<Integer> isBreakpoint;
  private final Consumer<Stop> onStop;

  private Debugger(
      VirtualMachine jvm, String debugged, Predicate<Integer> isBreakpoint, Consumer<Stop> onStop) {
    this.jvm = jvm;
    this.debugged = debugged;
    this.isBreakpoint = isBreakpoint;
    this.onStop = onStop;
  }

  /** Where the program has stopped, and by what. */
  record Stop(boolean byStep, ThreadReference thread, Location location, StackFrame frame) {
    /** The variables that the frame shows, with their values. */
    Map<String, String> variables() {
      Map<String, String> variables = new TreeMap<>();
      try {
        for (LocalVariable variable : frame.visibleVariables()) {
          variables.put(variable.name(), text(frame.getValue(variable)));
        }
      } catch (AbsentInformationException e) {
        throw new AssertionError(e);
      }
      return variables;
    }

    private static String text(Value value) {
      return value instanceof StringReference string ? string.value() : String.valueOf(value);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param options the JVM's options
   * @param debugged the program's class
   * @param isBreakpoint whether to set a breakpoint on a line of that class
   * @param onStop called at each stop; the program goes on when it returns
   * @return what the program wrote to standard output
   */
  static String run(
      List<String> options,
      String debugged,
      Predicate<Integer> isBreakpoint,
      Consumer<Stop> onStop) {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    argument(arguments, "options").setValue(String.join(" ", options));
    argument(arguments, "main").setValue(debugged);
    VirtualMachine jvm;
    try {
      jvm = connector.launch(arguments);
    } catch (Exception e) {
      throw new AssertionError("cannot launch " + options, e);
    }
    try {
      new Debugger(jvm, debugged, isBreakpoint, onStop).untilItsEnd();
      return new String(jvm.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      jvm.process().destroyForcibly();
    }
  }

  private static Connector.Argument argument(
      Map<String, Connector.Argument> arguments, String name) {
    Connector.Argument argument = arguments.get(name);
    if (argument == null) {
      throw new AssertionError("the connector has no argument " + name);
    }
    return argument;
  }

  /**
   * Begins a step over the line of a stop.
   *
   * @param stop where
   * @param skipped patterns of classes to go through without stopping, as an IDE's step filters
   */
  static void stepOver(Stop stop, String... skipped) {
    StepRequest step =
        stop.thread()
            .virtualMachine()
            .eventRequestManager()
            .createStepRequest(stop.thread(), StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    for (String pattern : skipped) {
      step.addClassExclusionFilter(pattern);
    }
    step.addCountFilter(1);
    step.enable();
  }

  private void untilItsEnd() throws Exception {
    ClassPrepareRequest prepare = jvm.eventRequestManager().createClassPrepareRequest();
    prepare.addClassFilter(debugged);
    prepare.enable();
    while (true) {
      EventSet events = jvm.eventQueue().remove(TIMEOUT_MILLIS);
      if (events == null) {
        throw new AssertionError("no event of the program any more, and no end of it");
      }
      for (Event event : events) {
        if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return;
        }
        handle(event);
      }
      events.resume();
    }
  }

  private void handle(Event event)
      throws AbsentInformationException, IncompatibleThreadStateException {
    if (event instanceof ClassPrepareEvent prepared) {
      setBreakpoints(prepared.referenceType());
    } else if (event instanceof BreakpointEvent breakpoint) {
      stop(breakpoint, false);
    } else if (event instanceof StepEvent step) {
      // One step request a thread at a time.
      jvm.eventRequestManager().deleteEventRequest(step.request());
      stop(step, true);
    }
  }

  /** On every location of a line, as IDEs do. */
  private void setBreakpoints(ReferenceType type) throws AbsentInformationException {
    type.allLineLocations().stream()
        .filter(location -> isBreakpoint.test(location.lineNumber()))
        .forEach(location -> jvm.eventRequestManager().createBreakpointRequest(location).enable());
  }

  private void stop(LocatableEvent event, boolean byStep) throws IncompatibleThreadStateException {
    Stop stop = new Stop(byStep, event.thread(), event.location(), event.thread().frame(0));
    onStop.accept(stop);
  }
}
