package org.summand.compute.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a driver may end the JVM. Compiled Java code stops at safepoints, and finds null
 * pointers, by the signal SIGSEGV. LLVM, with which PoCL compiles kernels inside this process, sets
 * a handler of its own that is good for one signal: where two threads get one at the same moment,
 * the second finds none, and the process ends without a word. With the JDK's {@code libjsig.so}
 * loaded first, the JVM's handlers stay where they are (JDK documentation, "Signal Chaining").
 */
final class SignalHandlers {
  private static final Path LOADED = Path.of("/proc/self/maps");

  private SignalHandlers() {}

  /** What to do about it; empty where there is no such danger, or nothing is known of one. */
  static Optional<String> advice() {
    try {
      return advice(Files.readString(LOADED));
    } catch (IOException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  /**
   * @param loaded the libraries of this process, as {@code /proc/self/maps} names them
   */
  static Optional<String> advice(String loaded) {
    if (!loaded.contains("/libLLVM") || loaded.contains("/libjsig.so")) {
      return Optional.empty();
    }
    return Optional.of(
        "An OpenCL driver here compiles with LLVM inside the JVM and takes away its handler of"
            + " SIGSEGV, which can end the process without a word: start Java with LD_PRELOAD="
            + Path.of(System.getProperty("java.home"), "lib", "libjsig.so")
            + ", executors with spark.executorEnv.LD_PRELOAD.");
  }
}
