package org.summand.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;

/**
 * Measures one system at one workload in this JVM and prints one line of JSON. All that anything
 * else prints goes to standard error.
 */
final class Child {
  private Child() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    Answer answer = answer(args[0], args[1]);
    out.write((Json.MAPPER.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    // Threads that a system left running must not keep the launcher waiting.
    System.exit(0);
  }

  private static Answer answer(String workload, String name) {
    try {
      for (SystemUnderTest contender : ServiceLoader.load(SystemUnderTest.class)) {
        if (contender.name().equals(name)) {
          var series = contender.measure(Workload.of(workload).orElseThrow());
          return new Answer(contender.facts(), series, "");
        }
      }
      return Answer.failed("there is no " + name + " on its class path");
    } catch (Exception | LinkageError failure) {
      failure.printStackTrace();
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Answer.failed(root.getMessage() == null ? root.toString() : root.getMessage());
    }
  }
}
