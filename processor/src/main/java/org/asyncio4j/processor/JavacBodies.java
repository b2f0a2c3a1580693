package org.asyncio4j.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.lang.reflect.Method;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Has the bodies of each class checked as soon as javac has resolved their names and types. */
final class JavacBodies implements TaskListener {
  private final ProcessingEnvironment environment;
  private final Trees trees;

  private JavacBodies(ProcessingEnvironment environment) {
    this.environment = environment;
    this.trees = Trees.instance(environment);
  }

  /**
   * Begins to check bodies.
   *
   * @param environment what the compiler gave to the processor
   * @return false if the compiler is not javac
   */
  static boolean areChecked(ProcessingEnvironment environment) {
    try {
      ProcessingEnvironment own = unwrapped(environment);
      JavacTask.instance(own).addTaskListener(new JavacBodies(own));
      return true;
    } catch (IllegalArgumentException | LinkageError e) {
      // Another compiler's environment; or a run-time image without module jdk.compiler.
      return false;
    }
  }

  /** IntelliJ's builds hand out a proxy of javac's environment, and a method that takes it off. */
  private static ProcessingEnvironment unwrapped(ProcessingEnvironment environment) {
    try {
      Class<?> wrappers =
          environment.getClass().getClassLoader() == null
              ? Class.forName("org.jetbrains.jps.javac.APIWrappers")
              : Class.forName(
                  "org.jetbrains.jps.javac.APIWrappers",
                  false,
                  environment.getClass().getClassLoader());
      Method unwrap = wrappers.getDeclaredMethod("unwrap", Class.class, Object.class);
      return (ProcessingEnvironment) unwrap.invoke(null, ProcessingEnvironment.class, environment);
    } catch (ReflectiveOperationException e) {
      return environment;
    }
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null && trees.getPath(type) != null) {
      new BodyChecks(environment, trees, event.getCompilationUnit())
          .scan(trees.getPath(type), null);
    }
  }
}
