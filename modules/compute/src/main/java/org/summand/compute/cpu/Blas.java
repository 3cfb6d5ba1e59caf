package org.summand.compute.cpu;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses, once per JVM, which of netlib's implementations multiplies matrices, and says why the
 * faster ones were refused: between the fastest and the slowest lies a factor of eight or more.
 *
 * <p>The order is: a library the user named to netlib, one that comes as a {@link NativeBlas},
 * Java's vector instructions, plain Java. The system's own libblas is left alone: where nobody
 * chose it, it is often the reference implementation, slower than Java, or runs a thread a core in
 * every task.
 */
final class Blas {
  private static final Logger LOG = LoggerFactory.getLogger(Blas.class);

  /** Netlib reads this when it is first used, and never again. */
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  private static final String LIBRARY_NAME = "dev.ludovic.netlib.blas.nativeLib";

  /** What was chosen. */
  record Choice(BLAS blas, String description) {}

  /**
   * Netlib's logger, held so that its level is not forgotten: it warns of each implementation that
   * is not there, chosen or not, and what was chosen is said below.
   */
  private static final java.util.logging.Logger NETLIB =
      java.util.logging.Logger.getLogger("dev.ludovic.netlib");

  private static final Choice CHOICE = choose();

  private Blas() {}

  static Choice choice() {
    return CHOICE;
  }

  private static Choice choose() {
    NETLIB.setLevel(Level.OFF);
    String library = offerLibrary();
    Choice choice = library == null ? null : nativeBlas(library);
    if (choice == null) {
      choice = javaBlas();
    }
    LOG.info("Matrix products on the CPU run on {}.", choice.description());
    return choice;
  }

  /**
   * Hands a library that comes as a dependency to netlib, unless the user named one.
   *
   * @return what to call the library; null where there is none
   */
  private static String offerLibrary() {
    String named = System.getProperty(LIBRARY_PATH, System.getProperty(LIBRARY_NAME));
    if (named != null) {
      return named + " (named by the user; it should run one thread a call)";
    }
    try {
      for (NativeBlas candidate : ServiceLoader.load(NativeBlas.class, loader())) {
        try {
          System.setProperty(LIBRARY_PATH, candidate.unpack().toString());
          return candidate.name() + ", one thread a task";
        } catch (IOException | LinkageError refused) {
          LOG.warn("{} is not used: {}", candidate.name(), refused.getMessage());
        }
      }
    } catch (ServiceConfigurationError broken) {
      LOG.warn("A native BLAS on the class path is not used: {}", broken.getMessage());
    }
    LOG.warn(
        "Native BLAS is not used: none is on the class path. Products take twice as long in Java;"
            + " add summand-compute-openblas, or name a library with -D{}.",
        LIBRARY_PATH);
    return null;
  }

  private static Choice nativeBlas(String library) {
    try {
      BLAS blas = NativeBLAS.getInstance();
      return new Choice(blas, library + " through netlib's " + blas.getClass().getSimpleName());
    } catch (RuntimeException | LinkageError refused) {
      LOG.warn("{} is not used: it would not load ({}).", library, refused.getMessage());
      return null;
    }
  }

  private static Choice javaBlas() {
    BLAS blas = JavaBLAS.getInstance();
    String name = blas.getClass().getSimpleName();
    if (!name.startsWith("Vector")) {
      LOG.warn(
          "Java's vector instructions are not used: start the JVM with"
              + " --add-modules=jdk.incubator.vector for products 3 times as fast as {}'s.",
          name);
    }
    return new Choice(blas, "netlib's " + name);
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Blas.class.getClassLoader();
  }
}
