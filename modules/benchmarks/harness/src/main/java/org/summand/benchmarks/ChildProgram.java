package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of its own for whatever is measured. */
public class ChildProgram {
  private final Path output;
  private final ProcessBuilder builder;
  private volatile Process process;

  /**
   * @param output the file for what it prints
   * @param command the program and its arguments
   */
  public ChildProgram(Path output, List<String> command) {
    this.output = output;
    builder = new ProcessBuilder(command).redirectOutput(output.toFile());
  }

  /** Its folder, its environment and its standard error are the caller's to set. */
  public final ProcessBuilder builder() {
    return builder;
  }

  /**
   * Runs it; it does not outlive this program.
   *
   * @return why it failed, or nothing
   */
  public final Optional<String> run(int mostMinutes) throws IOException, InterruptedException {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    } catch (IllegalStateException ending) {
      return Optional.of("not begun, as this program ends");
    }
    process = builder.start();
    if (!process.waitFor(mostMinutes, TimeUnit.MINUTES)) {
      end();
      return Optional.of("not done after " + mostMinutes + " minutes");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("its process ended with " + process.exitValue());
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** The lines it printed. */
  public final List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }
}
