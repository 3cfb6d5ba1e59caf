package org.summand.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.summand.cli.Cli;

/** The cluster of {@code deploy/standalone/cluster}, by its own commands. */
final class StandaloneCluster implements AutoCloseable {
  private static final Path SCRIPT = Checkout.at("deploy/standalone/cluster");

  private final Path state;
  private final Map<String, String> environment;
  private final Thread atExit = new Thread(this::takeDown);

  private StandaloneCluster(Path state) {
    this.state = state;
    environment = Map.of("SUMMAND_CLUSTER", state.toString());
  }

  /**
   * Starts one.
   *
   * @param state the folder for its settings and logs
   */
  static StandaloneCluster up(Path state, String... options)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(state);
    // A test that is interrupted leaves no process behind either.
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    Cli.Result result = cluster.command("up", List.of(options)).result();
    if (result.exitCode() != 0) {
      throw new AssertionError(result.err());
    }
    return cluster;
  }

  /** Submits and waits; the words are spark-submit's options, {@code --} and Summand's. */
  Cli.Result submit(List<?> words) throws IOException, InterruptedException {
    return startSubmit(words).result();
  }

  /** Submits, in client mode the driver itself. */
  Program startSubmit(List<?> words) throws IOException {
    return command("submit", words);
  }

  private Program command(String name, List<?> words) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(name));
    arguments.addAll(words);
    return Program.start(environment, SCRIPT, arguments);
  }

  /** The value of one of the settings of its master and workers. */
  String setting(String name) throws IOException {
    try (Stream<String> lines = Files.lines(state.resolve("conf/daemons.conf"))) {
      return lines
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.substring(name.length()).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  /** What its processes have written: logs, and what drivers and executors said. */
  List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".log") || isIn("work-", file))
          .filter(file -> !file.toString().endsWith(".jar"))
          .toList();
    }
  }

  private boolean isIn(String folder, Path file) {
    return state.relativize(file).toString().startsWith(folder);
  }

  @Override
  public void close() {
    takeDown();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void takeDown() {
    try {
      command("down", List.of()).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
