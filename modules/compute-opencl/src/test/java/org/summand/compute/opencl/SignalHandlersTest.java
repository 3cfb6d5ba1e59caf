package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SignalHandlersTest {
  private static final String LLVM =
      "7fb113b5c000-7fb113b5d000 r-xp 00000000 fe:00 42 /usr/lib/x86_64-linux-gnu/libLLVM-15.so.1\n";
  private static final String CHAINED =
      "7fb1fda00000-7fb1fda01000 r-xp 00000000 fe:00 43 /opt/jdk/lib/libjsig.so\n";
  private static final String JVM =
      "7fb1fd3c1000-7fb1fd3c2000 r-xp 00000000 fe:00 44 /opt/jdk/lib/server/libjvm.so\n";

  @Test
  void aDriverWithLlvmIsToldOfUnlessTheHandlersAreKept() {
    assertThat(SignalHandlers.advice(JVM)).isEmpty();
    assertThat(SignalHandlers.advice(CHAINED + JVM + LLVM)).isEmpty();
    assertThat(SignalHandlers.advice(JVM + LLVM))
        .hasValueSatisfying(
            advice ->
                assertThat(advice).contains("LD_PRELOAD=", "libjsig.so", "spark.executorEnv"));
  }

  @Test
  void theTestsThemselvesKeepTheHandlersOfTheJvm() {
    assumeTrue(
        Files.exists(Path.of(System.getProperty("java.home"), "lib", "libjsig.so")),
        "this JDK has no libjsig.so");
    assumeTrue(!OpenClProvider.all(refusal -> {}).isEmpty(), "no OpenCL device");

    assertThat(SignalHandlers.advice()).isEmpty();
  }
}
