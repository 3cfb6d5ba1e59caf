package org.summand.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;

/**
 * Measures one system at one workload in this JVM and prints one line of JSON. All that anything
 * else prints goes to standard error.
 */
final class ChildMain {
  private ChildMain() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    Outcome outcome = measure(args[0], args[1]);
    out.write((Json.MAPPER.writeValueAsString(outcome) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    // Threads that a system left running must not keep the launcher waiting.
    System.exit(0);
  }

  private static Outcome measure(String workload, String name) {
    try {
      for (SystemUnderTest system : ServiceLoader.load(SystemUnderTest.class)) {
        if (system.name().equals(name)) {
          var series = system.measure(Workload.of(workload).orElseThrow());
          return new Outcome(system.description(), series, "");
        }
      }
      return Outcome.failed("there is no " + name + " on its class path");
    } catch (Exception | LinkageError failure) {
      failure.printStackTrace();
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Outcome.failed(root.getMessage() == null ? root.toString() : root.getMessage());
    }
  }
}
