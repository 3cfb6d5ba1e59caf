package org.summand.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, for what needs another Spark than the shared one. */
public final class SeparateJvm {
  /** Nothing that ends by itself takes so long. */
  private static final long MINUTES = 20;

  /** The JVM's option to compile with the quicker of its two compilers alone. */
  public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private SeparateJvm() {}

  /** What the program printed to its standard output; fails where it did. */
  public static String run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return runWithOptions(List.of("-Xmx1g"), main, arguments);
  }

  /** The same for what is over before the JVM's slower compiler would pay. */
  public static String runBriefly(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return runWithOptions(List.of("-Xmx1g", QUICK_START), main, arguments);
  }

  /** The same with options of the JVM's. */
  public static String runWithOptions(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("summand", ".out");
    Path errors = Files.createTempFile("summand", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + jvmOptions());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    // A worker asks for a Spark home; what they run is on spark.executor's class
    // path.
    Path home = Files.createTempDirectory("spark");
    Files.createDirectory(home.resolve("jars"));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(main + " ran longer than " + MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          main + " exited with " + process.exitValue() + ":\n" + Files.readString(errors));
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** The options every Spark process needs, in {@code deploy/} at the top of the checkout. */
  private static Path jvmOptions() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("deploy/jvm-options"))) {
      folder = folder.getParent();
    }
    return folder.resolve("deploy/jvm-options");
  }
}
