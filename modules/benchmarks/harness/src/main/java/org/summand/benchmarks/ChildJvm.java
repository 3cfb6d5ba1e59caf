package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for whatever is measured, with the options that users' have. */
public final class ChildJvm {
  private final Path output;
  private final ProcessBuilder builder;

  /**
   * @param root the project's folder
   * @param classPath of the JVM
   * @param output the file for what it prints
   * @param command options of the JVM, its main class, and arguments
   */
  public ChildJvm(Path root, String classPath, Path output, String... command) {
    this.output = output;
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("deploy/jvm-options"),
                "-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties"),
                "-Xms6g",
                "-Xmx6g",
                // What new memory costs when it is first touched is over before anything is timed.
                "-XX:+AlwaysPreTouch",
                "-cp",
                classPath));
    all.addAll(List.of(command));
    builder = new ProcessBuilder(all).redirectOutput(output.toFile());
  }

  /** Its folder, its environment and its standard error are the caller's to set. */
  public ProcessBuilder builder() {
    return builder;
  }

  /**
   * Runs it.
   *
   * @return why it failed, or nothing
   */
  public Optional<String> run(int mostMinutes) throws IOException, InterruptedException {
    Process process = builder.start();
    if (!process.waitFor(mostMinutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return Optional.of("not done after " + mostMinutes + " minutes");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("its JVM ended with " + process.exitValue());
  }

  /** The lines it printed. */
  public List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }
}
