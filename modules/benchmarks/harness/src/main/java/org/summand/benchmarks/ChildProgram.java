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
   * Runs it.
   *
   * @return why it failed, or nothing
   */
  public final Optional<String> run(int mostMinutes) throws IOException, InterruptedException {
    Process process = builder.start();
    if (!process.waitFor(mostMinutes, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return Optional.of("not done after " + mostMinutes + " minutes");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("its process ended with " + process.exitValue());
  }

  /** The lines it printed. */
  public final List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }
}
