package org.asyncio4j.processor;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Checks what is {@code @Async}, and what awaits, as sources are compiled.
 *
 * <p>Declarations are checked under every compiler: the API of annotation processing shows these.
 * The bodies of methods are checked where the compiler is javac, which shows them to processors
 * once it has resolved their names and types; others are told that this part is left to the
 * compiler of async methods. Under javac declarations wait until then as well, since it looks into
 * no body after an error of a processor.
 */
@SupportedAnnotationTypes("*")
public final class AsyncProcessor extends AbstractProcessor {
  private boolean bodies;
  private boolean said;

  /** Made by the compiler. */
  public AsyncProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    bodies = JavacBodies.areChecked(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (bodies) {
      return false;
    }
    CoroutineMethods methods =
        new CoroutineMethods(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    boolean found = false;
    for (TypeElement annotation : annotations) {
      if (CoroutineMethods.concerns(annotation)) {
        for (ExecutableElement method :
            ElementFilter.methodsIn(round.getElementsAnnotatedWith(annotation))) {
          found |= methods.isCoroutine(method);
          check(methods, method);
        }
      }
    }
    if (found && !said) {
      said = true;
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.NOTE,
              "asyncio4j: this compiler shows declarations only, so that awaits are checked by the"
                  + " agent or by the build");
    }
    return false;
  }

  private void check(CoroutineMethods methods, ExecutableElement method) {
    String refusal = methods.refusal(method);
    if (refusal != null) {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, refusal, method);
    }
  }
}
