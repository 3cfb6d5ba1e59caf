package org.summand.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command in a process of its own, to which signals can be sent. */
public final class OwnProcess {
  private final Process process;
  private final Path out;
  private final Path err;

  private OwnProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The words of a command line that runs Summand as it was compiled for this test. */
  public static List<String> words(List<String> arguments) {
    List<String> command = new ArrayList<>();
    // What runs in a shell's background, as a build may, and all it starts, ignores Ctrl-C.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "..", "deploy", "jvm-options"));
    command.add("-Dlog4j2.configurationFile=" + Path.of("..", "..", "conf/log4j2.properties"));
    // It is over before the JVM's slower compiler would pay.
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return command;
  }

  /** Starts a command; what it prints goes to files in the directory. */
  public static OwnProcess start(Path directory, List<String> arguments) throws IOException {
    Path out = Files.createTempFile(directory, "process", ".out");
    Path err = Files.createTempFile(directory, "process", ".err");
    Process process =
        new ProcessBuilder(words(arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new OwnProcess(process, out, err);
  }

  /** Waits until something is so, or the process has ended before. */
  public OwnProcess await(BooleanSupplier something) throws InterruptedException {
    for (int wait = 0; wait < 12_000 && process.isAlive() && !something.getAsBoolean(); wait++) {
      Thread.sleep(10);
    }
    return this;
  }

  /** Waits for a word on stderr. */
  public OwnProcess awaitSaid(String word) throws InterruptedException {
    return await(() -> err().contains(word));
  }

  /** Sends a signal, as in {@code INT}. */
  public OwnProcess signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    return this;
  }

  /** Waits for its end. */
  public Cli.Result result() throws IOException, InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running:\n" + err());
    }
    return new Cli.Result(process.exitValue(), Files.readString(out), err());
  }

  String err() {
    try {
      return Files.readString(err);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
