package org.summand.cli.interrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilenameFilter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.OwnProcess;

/** Real processes that are sent real signals, at every stage of a command. */
@Tag("slow")
class InterruptionTest {
  private static final Path CONF = Path.of("..", "..", "conf");
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  @TempDir private Path directory;

  private List<String> train(String model, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--conf",
                CONF.resolve("digits.conf").toString(),
                "--data",
                CONF.resolve("data/digits.csv.gz").toString(),
                "--out",
                directory.resolve(model).toString()));
    Stream.concat(Stream.of("train.shards=2", "train.device=cpu"), Stream.of(settings))
        .forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private String checkpoints(String name) {
    return "checkpoint.path=" + directory.resolve(name);
  }

  private OwnProcess start(List<String> arguments) throws IOException {
    return OwnProcess.start(directory, arguments);
  }

  /** The one line, after which nothing more is said. */
  private static String lastLine(Result result) {
    assertThat(result.err()).doesNotContain("Exception", "should not have happened", "ERROR");
    List<String> lines = result.err().lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("summand:"))).hasSize(1);
    return lines.get(lines.size() - 1);
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void ctrlCInTheMiddleOfTrainingKeepsTheStepThatWasReached() throws Exception {
    Path folder = directory.resolve("checkpoints");
    // So many steps that a slow machine, too, sends the signal in time.
    String[] many = {"train.epochs=30", "train.batchSize=8"};
    List<String> command =
        train("model", many[0], many[1], checkpoints("checkpoints"), "checkpoint.keep=30");
    Result result =
        start(command)
            .await(() -> Files.exists(folder.resolve("step-000000000360")))
            .signal("INT")
            .result();
    assertThat(result.exitCode()).isEqualTo(INTERRUPTED);
    List<String> kept = names(folder);
    long step = Long.parseLong(kept.get(kept.size() - 1).replace("step-", ""));
    assertThat(kept).noneMatch(name -> name.equals("lock") || name.startsWith("."));
    assertThat(lastLine(result))
        .startsWith("summand: interrupted in epoch ")
        .contains(" after step " + step + "; the checkpoint of step " + step + " is in " + folder)
        .endsWith(" --resume");
    assertThat(directory.resolve("model")).doesNotExist();

    command.addAll(List.of("--resume", "--json"));
    Result resumed = Cli.run(command.toArray());
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("going on after step " + step);
    assertThat(resumed.json().get("epochs")).hasSize(30);
    Result whole = Cli.run(train("whole", many).toArray());
    assertThat(whole.exitCode()).isZero();
    assertThat(directory.resolve("model/weights.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("whole/weights.safetensors"));
  }

  @Test
  void ctrlCWhileTuningKeepsTheTries() throws Exception {
    List<String> command = new ArrayList<>(train("model", "network=auto", "train.epochs=30"));
    command.set(0, "tune");
    Result result = start(command).awaitSaid("try 2 ").signal("INT").result();
    assertThat(result.exitCode()).isEqualTo(INTERRUPTED);
    assertThat(lastLine(result))
        .startsWith("summand: interrupted")
        .containsPattern("[0-9]+ tries are in " + directory.resolve("model-tries"))
        .endsWith(" --resume");
    assertThat(directory.resolve("model")).doesNotExist();
    command.addAll(List.of("--resume", "--tries", "3"));
    Result resumed = Cli.run(command.toArray());
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("going on after ").doesNotContain("try 2 ");
  }

  @Test
  void withoutCheckpointsItIsSaidThatNothingWasKept() throws Exception {
    Result result =
        start(train("model", "train.epochs=100000")).awaitSaid("epoch 3/").signal("TERM").result();
    assertThat(result.exitCode()).isEqualTo(TERMINATED);
    assertThat(lastLine(result)).contains("nothing was kept, as checkpoint.path is not set");
    assertThat(directory.resolve("model")).doesNotExist();
  }

  @Test
  void beforeTrainingBeganThereIsNothingToKeep() throws Exception {
    for (String moment : List.of("reading", "training")) {
      Result result =
          start(train("model", "train.epochs=100000", checkpoints("checkpoints")))
              .awaitSaid(moment)
              .signal("TERM")
              .result();
      assertThat(result.exitCode()).isEqualTo(TERMINATED);
      assertThat(lastLine(result)).contains("interrupted before the first step");
      assertThat(names(directory.resolve("checkpoints"))).isEmpty();
      assertThat(directory.resolve("model")).doesNotExist();
    }
  }

  @Test
  void aSecondSignalDoesNotWaitForTheStep() throws Exception {
    // Steps of seconds, of which the first signal would wait for the next.
    List<String> command =
        train(
            "model",
            "network=64 -> 2000 relu -> 2000 relu -> 10 softmax",
            "train.batchSize=1440",
            "train.epochs=1000",
            checkpoints("checkpoints"),
            "checkpoint.keep=2");
    OwnProcess process = start(command);
    Path first = directory.resolve("checkpoints/step-000000000001");
    process.await(() -> Files.exists(first)).signal("INT");
    Thread.sleep(300);
    Result result = process.signal("INT").result();
    assertThat(result.exitCode()).isEqualTo(INTERRUPTED);
    // The one of the last step, or, where the second signal came before that was written, one
    // before.
    Matcher kept =
        Pattern.compile("the (?:checkpoint|last whole checkpoint,) of step (\\d+)")
            .matcher(lastLine(result));
    assertThat(kept.find()).as(lastLine(result)).isTrue();
    assertThat(lastLine(result)).contains("--resume");
    String name = String.format(Locale.ROOT, "step-%012d", Long.parseLong(kept.group(1)));
    assertThat(first.resolveSibling(name).resolve("SHA256SUMS")).exists();
  }

  private Path rows(int rows) throws IOException {
    Path data = directory.resolve("rows.csv");
    String row =
        IntStream.range(0, 64).mapToObj(String::valueOf).collect(Collectors.joining(",")) + "\n";
    try (PrintStream out = new PrintStream(data.toFile(), StandardCharsets.UTF_8)) {
      IntStream.range(0, rows).forEach(r -> out.print(row));
    }
    return data;
  }

  private List<String> predict(Path data, String... more) {
    assertThat(Cli.run(train("model", "train.epochs=1").toArray()).exitCode()).isZero();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "predict",
                "--model",
                directory.resolve("model").toString(),
                "--data",
                data.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Test
  void predictionsThatWereNotAllWrittenLeaveNothing() throws Exception {
    Path predictions = Files.createDirectory(directory.resolve("here")).resolve("predictions");
    // Not the directory by which the command tries, before it reads, whether it may write there.
    FilenameFilter isOfPredictions = (parent, name) -> name.contains("predictions");
    Result result =
        start(predict(rows(400_000), "--out", predictions.toString()))
            .await(() -> predictions.getParent().toFile().list(isOfPredictions).length > 0)
            .signal("INT")
            .result();
    assertThat(result.exitCode()).isEqualTo(INTERRUPTED);
    assertThat(lastLine(result)).contains("no predictions were written to " + predictions);
    assertThat(names(predictions.getParent())).isEmpty();
  }

  @Test
  void readingOnlyTheFirstPredictionsIsNoFailure() throws Exception {
    Path err = directory.resolve("head.err");
    String command =
        OwnProcess.words(predict(rows(100_000))).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    for (String kind : List.of("", " --json")) {
      Process process =
          new ProcessBuilder("bash", "-c", "set -o pipefail; " + command + kind + " | head -c 100")
              .redirectOutput(directory.resolve("head.out").toFile())
              .redirectError(err.toFile())
              .start();
      assertThat(process.waitFor()).as(Files.readString(err)).isZero();
      assertThat(Files.readString(directory.resolve("head.out"))).hasSize(100);
      assertThat(Files.readString(err)).doesNotContain("Exception", "ERROR", "summand:");
    }
  }

  @Test
  void devicesAndEvaluateSayOneLineToo() throws Exception {
    // Java warns before it can take a signal in an orderly way; what is logged comes later.
    Result devices = start(List.of("devices", "--debug")).awaitSaid("INFO").signal("INT").result();
    assertThat(devices.exitCode()).isEqualTo(INTERRUPTED);
    Path data = rows(400_000);
    List<String> command = predict(data);
    command.set(0, "evaluate");
    Result result = start(command).awaitSaid("reading").signal("TERM").result();
    assertThat(result.exitCode()).isEqualTo(TERMINATED);
    assertThat(lastLine(result)).isEqualTo("summand: interrupted; nothing was written");
  }
}
