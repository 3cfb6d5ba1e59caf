package org.summand.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;

/** {@code deploy/standalone/cluster up --secure}: who gets in, and what leaks out. */
@Tag("slow")
class SecureClusterIT {
  private static final Path DIGITS = Checkout.at("conf/data/digits.csv.gz");
  private static final String SECRET = "spark.authenticate.secret";
  private static final String PAGE_KEY = "spark.org.apache.spark.ui.JWSFilter.param.secretKey";
  private static final String KEY_PASSWORD = "spark.ssl.rpc.keyPassword";
  private static final String WRONG_KEY = "0".repeat(64);
  private static final Pattern MASTER_PAGE = Pattern.compile("MasterWebUI.* at (http://\\S+)");

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void up() throws IOException, InterruptedException {
    cluster = StandaloneCluster.up(folder.resolve("cluster"), "--workers", "2", "--secure");
  }

  @AfterAll
  static void down() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void digitsEndInTheSameModelAndNoSecretIsWrittenDown() throws IOException, InterruptedException {
    Program.inOneProcess(Requests.digits(DIGITS, folder.resolve("local")));
    Path events = Files.createDirectory(folder.resolve("events"));
    String address = "http://127.0.0.1:" + freePort();
    Program run =
        cluster.startSubmit(
            Requests.with(
                List.of(
                    "--load-spark-defaults",
                    "--properties-file",
                    settingsOfDriver(address, events)),
                Requests.digits(DIGITS, folder.resolve("secure"))));
    String environment = environmentPage(address, run);
    Cli.Result result = run.result();
    assertThat(result.exitCode()).as(result.err()).isZero();
    SavedModel.in(folder.resolve("local")).requireSame(SavedModel.in(folder.resolve("secure")));

    // These do show the settings.
    assertThat(environment).contains("spark.authenticate", "redacted");
    assertThat(textIn(events)).contains("spark.authenticate", "redacted");
    requireNone(environment + result.out() + result.err(), "what the driver showed");
    List<Path> written = new ArrayList<>(cluster.logs());
    written.addAll(filesIn(events));
    written.addAll(filesIn(folder.resolve("secure")));
    for (Path file : written) {
      requireNone(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    }
  }

  /** A driver with pages of its own, whose key is not for a command line. */
  private static Path settingsOfDriver(String address, Path events) throws IOException {
    return Files.write(
        folder.resolve("driver.conf"),
        List.of(
            PAGE_KEY + " " + cluster.setting(PAGE_KEY),
            "spark.ui.enabled true",
            "spark.ui.port " + address.substring(address.lastIndexOf(':') + 1),
            // On a loaded machine any event is slow.
            "spark.scheduler.listenerbus.logSlowEvent.threshold 1us",
            "spark.eventLog.enabled true",
            "spark.eventLog.compress false",
            "spark.eventLog.dir " + events.toUri()));
  }

  /** The driver's page of settings, as soon as there is one. */
  private static String environmentPage(String address, Program run)
      throws IOException, InterruptedException {
    while (run.runs()) {
      try {
        HttpResponse<String> page =
            WebPage.get(address + "/environment/", cluster.setting(PAGE_KEY));
        if (page.body().contains("Spark Properties")) {
          assertThat(WebPage.get(address + "/environment/").statusCode()).isEqualTo(403);
          return page.body();
        }
      } catch (ConnectException notYet) {
        // Asked again below.
      }
      Thread.sleep(50);
    }
    throw new AssertionError(run.result().err());
  }

  private static void requireNone(String text, String where) throws IOException {
    for (String name : List.of(SECRET, PAGE_KEY, KEY_PASSWORD)) {
      String secret = cluster.setting(name);
      // What a failed test prints is a log, too.
      assertThat(text.lines().filter(line -> line.contains(secret)))
          .as(name + " in " + where)
          .map(line -> line.replace(secret, "…"))
          .isEmpty();
    }
  }

  @Test
  void aDriverOnAWorkerEndsWellAndNoSecretIsOnACommandLine()
      throws IOException, InterruptedException {
    Program run =
        cluster.startSubmit(
            Requests.inClusterMode(Requests.digits(DIGITS, folder.resolve("cluster-mode"))));
    boolean sawDriver = false;
    while (run.runs()) {
      for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
        String line = String.join(" ", process.info().arguments().orElse(new String[0]));
        sawDriver |= line.contains("DriverWrapper") && line.contains(folder.toString());
        requireNone(line, "a command line");
      }
      Thread.sleep(200);
    }
    Cli.Result result = run.result();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(sawDriver).isTrue();
    assertThat(folder.resolve("cluster-mode/weights.safetensors")).exists();
  }

  @Test
  void theMastersPageIsForThoseWithATokenAlone() throws IOException, InterruptedException {
    Matcher page = MASTER_PAGE.matcher(Files.readString(folder.resolve("cluster/master.log")));
    assertThat(page.find()).isTrue();
    String address = page.group(1);
    assertThat(WebPage.get(address, cluster.setting(PAGE_KEY)).body()).contains("Spark Master at");
    for (HttpResponse<String> refused :
        List.of(WebPage.get(address), WebPage.get(address, WRONG_KEY))) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).doesNotContain("Spark Master at");
    }
  }

  @Test
  void aClientWithoutTheSecretIsRefusedAndNothingRuns() throws IOException, InterruptedException {
    List<Object> request = Requests.digits(DIGITS, folder.resolve("refused"));
    long before = runsLetIn();
    List<Program> strangers = new ArrayList<>();
    for (String lie : List.of(SECRET + "=" + WRONG_KEY, "spark.authenticate=false")) {
      for (String mode : List.of("client", "cluster")) {
        List<Object> options = List.of("--deploy-mode", mode, "--conf", lie);
        strangers.add(cluster.startSubmit(Requests.with(options, request)));
      }
    }
    for (Program stranger : strangers) {
      Cli.Result refused = stranger.result();
      assertThat(refused.exitCode()).as(refused.err()).isNotZero();
    }
    assertThat(folder.resolve("refused")).doesNotExist();
    assertThat(runsLetIn()).isEqualTo(before);
  }

  /** How many drivers and applications the master has taken. */
  private static long runsLetIn() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("cluster/master.log"))) {
      return lines
          .filter(line -> line.contains("Driver submitted") || line.contains("Registered app"))
          .count();
    }
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Spark leaves several files for one log of events, an empty one among them. */
  private static String textIn(Path directory) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : filesIn(directory)) {
      text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return text.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
