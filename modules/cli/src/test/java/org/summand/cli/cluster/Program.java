package org.summand.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.summand.cli.Cli;

/** A program of the checkout, run as a user would. */
final class Program {
  private static final long MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it. */
  static Program start(Map<String, String> environment, Path program, List<?> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path out = Files.createTempFile("summand", ".out");
    Path err = Files.createTempFile("summand", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Program(builder.start(), out, err);
  }

  /** Waits for its end. */
  Cli.Result result() throws IOException, InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      kill();
      throw new AssertionError("still running after " + MINUTES + " minutes:\n" + said(err));
    }
    Cli.Result result = new Cli.Result(process.exitValue(), said(out), said(err));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  /** Whether it still runs. */
  boolean runs() {
    return process.isAlive();
  }

  /** Ends it without a chance to tidy up. */
  void kill() {
    process.destroyForcibly();
  }

  private static String said(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Summand in one process, on two processors whatever this machine has. */
  static Cli.Result inOneProcess(List<?> arguments) throws IOException, InterruptedException {
    Cli.Result result = start(Map.of(), Checkout.at("deploy/local/summand"), arguments).result();
    if (result.exitCode() != 0) {
      throw new AssertionError(result.err());
    }
    return result;
  }
}
