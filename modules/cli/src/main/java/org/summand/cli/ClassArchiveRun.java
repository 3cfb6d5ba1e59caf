package org.summand.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs each command once, on a small table and in one process, so that Java can make an archive of
 * the classes that all of them load. {@code deploy/local/summand} starts it.
 */
final class ClassArchiveRun {
  private static final List<String> USUAL = List.of("--quiet", "--set", "spark.master=local[2]");

  private ClassArchiveRun() {}

  /**
   * @param args the configuration of the run, and its data
   */
  public static void main(String[] args) throws IOException {
    Path scratch = Files.createTempDirectory("summand-archive");
    try {
      runAll(args[0], args[1], scratch);
    } finally {
      delete(scratch);
    }
  }

  private static void runAll(String configuration, String data, Path scratch) {
    String model = scratch.resolve("model").toString();
    String predictions = scratch.resolve("predictions").toString();
    run("--help");
    run("--version");
    runSpark(
        "train",
        "--conf",
        configuration,
        "--data",
        data,
        "--out",
        model,
        "--set",
        "train.epochs=1");
    runSpark("evaluate", "--model", model, "--data", data);
    runSpark("predict", "--model", model, "--data", data);
    runSpark("predict", "--model", model, "--data", data, "--out", predictions);
  }

  private static void runSpark(String... args) {
    run(Stream.concat(Stream.of(args), USUAL.stream()).toArray(String[]::new));
  }

  private static void run(String... args) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    int exitCode = Main.run(args, nowhere, System.err);
    if (exitCode != 0) {
      throw new IllegalStateException("it failed with exit code " + exitCode);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
