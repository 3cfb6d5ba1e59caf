package org.summand.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;

/**
 * {@code deploy/standalone/cluster} with two workers: what a run there gives, and what it heeds.
 */
@Tag("slow")
class StandaloneClusterIT {
  private static final Path DIGITS = Checkout.at("conf/data/digits.csv.gz");
  private static final String ONE_EPOCH = "train.epochs=1";

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void up() throws IOException, InterruptedException {
    cluster = StandaloneCluster.up(folder.resolve("cluster"), "--workers", "2");
  }

  @AfterAll
  static void down() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Cli.Result submit(List<Object> words) throws IOException, InterruptedException {
    return cluster.submit(words);
  }

  private static void succeed(List<Object> words) throws IOException, InterruptedException {
    Cli.Result result = submit(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static double accuracy(Cli.Result result) throws IOException {
    JsonNode epochs = result.json().get("epochs");
    return epochs.get(epochs.size() - 1).get("validation").get("accuracy").asDouble();
  }

  @Test
  void digitsEndInTheSameModelInOneProcessAndOnTwoWorkersInBothModes()
      throws IOException, InterruptedException {
    requireSameModel("digits", out -> Requests.digits(DIGITS, out), 0.97);
  }

  @Test
  void mnistEndsInTheSameModelInOneProcessAndOnTwoWorkersInBothModes()
      throws IOException, InterruptedException {
    Path data = Checkout.mnist();
    requireSameModel("mnist", out -> Requests.mnist(data, out), 0.94);
  }

  /** Runs a request in one process and on the workers, each with a folder of its own. */
  private static void requireSameModel(
      String name, Function<Path, List<Object>> request, double leastAccuracy)
      throws IOException, InterruptedException {
    Path inOneProcess = folder.resolve(name + "-local");
    Cli.Result local = Program.inOneProcess(request.apply(inOneProcess));
    assertThat(accuracy(local)).isGreaterThanOrEqualTo(leastAccuracy);
    SavedModel model = SavedModel.in(inOneProcess);

    Path inClientMode = folder.resolve(name + "-client");
    succeed(request.apply(inClientMode));
    model.requireSame(SavedModel.in(inClientMode));
    Path inClusterMode = folder.resolve(name + "-cluster-mode");
    succeed(Requests.inClusterMode(request.apply(inClusterMode)));
    model.requireSame(SavedModel.in(inClusterMode));
  }

  @Test
  void aDriverThatFailsIsSeenInTheExitCodeInBothModes() throws IOException, InterruptedException {
    List<Object> request = Requests.digits("/nowhere.csv", folder.resolve("none"));
    Cli.Result client = submit(request);
    assertThat(client.exitCode()).isEqualTo(2);
    assertThat(client.err()).contains("summand: ", "/nowhere.csv");
    assertThat(submit(Requests.inClusterMode(request)).exitCode()).isEqualTo(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void settingsOfSparkReachTheExecutorsAndDecideTheNumberOfShards()
      throws IOException, InterruptedException {
    Path events = Files.createDirectory(folder.resolve("events"));
    List<Object> options =
        List.of(
            "--conf", "spark.app.name=digits by settings",
            "--conf", "spark.executor.memory=640m",
            "--conf", "spark.cores.max=3",
            "--conf", "spark.eventLog.enabled=true",
            "--conf", "spark.eventLog.compress=false",
            "--conf", "spark.eventLog.dir=" + events.toUri());
    Cli.Result result =
        submit(
            Requests.with(
                options,
                List.of(
                    "train",
                    "--conf",
                    Checkout.at("conf/digits.conf"),
                    "--data",
                    DIGITS,
                    "--out",
                    folder.resolve("by-settings"),
                    "--set",
                    ONE_EPOCH,
                    "--json")));
    assertThat(result.exitCode()).as(result.err()).isZero();
    // Three by the settings, though there are two cores.
    assertThat(result.json().get("shards").asInt()).isEqualTo(3);
    assertThat(textIn(events)).contains("\"App Name\":\"digits by settings\"");
    assertThat(textIn(folder.resolve("cluster"))).contains("-Xmx640M");
  }

  @Test
  void aDeviceFromAJarOfOnesOwnIsUsedByTheExecutorsInBothModes()
      throws IOException, InterruptedException {
    Path jar = PortableDevices.jar(folder.resolve("portable.jar"));
    String device = "train.device=" + PortableDevices.NAME;
    List<Object> request =
        Requests.digits(DIGITS, folder.resolve("jars"), "--set", ONE_EPOCH, "--set", device);
    Cli.Result without = submit(request);
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("there is no device '" + PortableDevices.NAME + "' here");

    succeed(Requests.with(List.of("--jars", jar), request));
    assertThat(opened()).isEqualTo(2);
    request.add("--overwrite");
    succeed(Requests.with(List.of("--deploy-mode", "cluster", "--jars", jar), request));
    assertThat(opened()).isGreaterThan(2);
  }

  /** How many executors have opened a device of {@link PortableDevices}. */
  private static long opened() throws IOException {
    long executors = 0;
    for (Path log : cluster.logs()) {
      executors += Files.readString(log).contains(PortableDevices.OPENED) ? 1 : 0;
    }
    return executors;
  }

  private static String textIn(Path directory) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".jar")) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }
}
