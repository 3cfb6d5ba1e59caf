package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.ScalingMethod;
import org.summand.model.Folders;
import org.summand.model.LocalFolders;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.spark.io.HadoopFolders;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.BestBy;
import org.summand.train.EarlyStopping;
import org.summand.train.EpochReport;
import org.summand.train.StepReport;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.checkpoint.RunLength;
import org.summand.train.optim.ScheduleSettings;

/** A run that was interrupted and goes on, beside one that was not. */
class ResumeTest {
  private static final Network NETWORK = Network.parse("2 -> 12 relu -> dropout 0.2 -> 2 softmax");

  /** 600 rows, a quarter held out: 15 steps an epoch or so, 6 epochs. */
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK)
          .withEpochs(6)
          .withBatchSize(32)
          .withDevice(CpuDevice.NAME)
          .withSchedule(ScheduleSettings.DEFAULT.withRate(0.03f));

  private static ShardedData data;

  /** What is trained without an interruption, once for all that is compared with it. */
  private static final Map<EarlyStopping, Trainer.Result> UNINTERRUPTED = new HashMap<>();

  @TempDir Path directory;

  @BeforeAll
  static void pack() {
    data = packed(600);
  }

  private static ShardedData packed(int rows) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .scaling(ScalingMethod.parse("standardize"))
        .shards(3)
        .validationFraction(0.25)
        .seed(3)
        .build()
        .pack(Rows.rings(rows, 2, 1));
  }

  @AfterAll
  static void unpack() {
    data.close();
  }

  private CheckpointPolicy checkpointing(TrainingSettings settings, RunOptions options, int steps) {
    return checkpointing(new LocalFolders(directory), data, settings, options, steps, 0);
  }

  private static CheckpointPolicy checkpointing(
      Folders folders,
      ShardedData data,
      TrainingSettings settings,
      RunOptions options,
      int steps,
      double minutes) {
    ModelMetadata metadata =
        new ModelMetadata(
            settings.network(),
            data.encoder(),
            List.of("label"),
            List.of(),
            0,
            settings.seed(),
            Map.of());
    return new CheckpointPolicy(
        new CheckpointStore(folders, 2, metadata, Trainer.identity(data, settings, options)),
        steps,
        minutes,
        0,
        true);
  }

  /** Where a run keeps its checkpoints. */
  private Folders folders(String kind) {
    return kind.equals("local")
        ? new LocalFolders(directory)
        : new HadoopFolders(
            new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration(false));
  }

  private static Trainer.Result train(TrainingSettings settings, RunOptions options) {
    return Trainer.train(SharedSpark.context(), data, settings, options);
  }

  /** Dies in the middle of a run, as a driver does: nothing is tidied up. */
  private static TrainingListener killedAfter(long step) {
    return new TrainingListener() {
      @Override
      public void afterStep(StepReport report) {
        if (report.step() == step) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1,local,4,LOSS",
    "5,local,4,METRIC",
    "22,local,0,LOSS",
    "71,local,4,LOSS",
    "71,local,0,METRIC",
    "5,hadoop,4,LOSS",
    "43,hadoop,0,METRIC"
  })
  void resumedRunEqualsUninterruptedRun(
      long killedAfter, String kind, int patience, BestBy bestBy) {
    RunOptions options =
        RunOptions.DEFAULT.withEarlyStopping(new EarlyStopping(patience, 0.001, bestBy));
    Trainer.Result expected =
        UNINTERRUPTED.computeIfAbsent(
            options.earlyStopping(), stopping -> train(SETTINGS, options));
    RunOptions checkpointed =
        options.withCheckpointing(checkpointing(folders(kind), data, SETTINGS, options, 5, 0));
    assertThatThrownBy(() -> train(SETTINGS, checkpointed.withListener(killedAfter(killedAfter))))
        .hasMessage("killed");
    Trainer.Result resumed = train(SETTINGS, checkpointed);
    assertThat(resumed.state().weights()).containsExactly(expected.state().weights());
    assertThat(resumed.state().step()).isEqualTo(expected.state().step());
    assertThat(resumed.end()).isEqualTo(expected.end());
    List<EpochReport> whole = expected.epochs();
    List<EpochReport> rest = resumed.epochs();
    assertThat(rest).extracting(ResumeTest::outcome).isEqualTo(outcomes(whole));
  }

  /** All of a report that does not depend on how fast the machine was. */
  private static List<Object> outcome(EpochReport report) {
    return List.of(
        report.epoch(),
        report.step(),
        report.loss(),
        report.learningRate(),
        report.rows(),
        report.validation().orElseThrow().loss(),
        report.validation().orElseThrow().accuracy());
  }

  private static List<List<Object>> outcomes(List<EpochReport> reports) {
    return reports.stream().map(ResumeTest::outcome).toList();
  }

  @Test
  void aRunThatIsOverStaysOver() {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 7));
    Trainer.Result first = train(SETTINGS, options);
    Trainer.Result again = train(SETTINGS, options);
    assertThat(again.state().weights()).containsExactly(first.state().weights());
    assertThat(outcomes(again.epochs())).isEqualTo(outcomes(first.epochs()));
    assertThat(again.end()).isEqualTo(Trainer.End.LAST_EPOCH);
  }

  private RunOptions lasting(TrainingSettings settings, boolean forced) {
    CheckpointPolicy exact = checkpointing(settings, RunOptions.DEFAULT, 7);
    return RunOptions.DEFAULT.withCheckpointing(
        new CheckpointPolicy(
            exact.checkpoints().lasting(RunLength.of(settings, forced)), 7, 0, 0, true));
  }

  @Test
  void aRunOfMoreEpochsGoesOnWhereOneOfFewerEnded() {
    TrainingSettings longer = SETTINGS.withEpochs(9);
    train(SETTINGS, lasting(SETTINGS, false));
    Trainer.Result extended = train(longer, lasting(longer, false));
    Trainer.Result expected = train(longer, RunOptions.DEFAULT);
    assertThat(extended.state().weights()).containsExactly(expected.state().weights());
    assertThat(outcomes(extended.epochs())).isEqualTo(outcomes(expected.epochs()));
  }

  @Test
  void aRunIsNotMadeShorter() {
    train(SETTINGS, lasting(SETTINGS, false));
    TrainingSettings shorter = SETTINGS.withEpochs(2);
    assertThatThrownBy(() -> train(shorter, lasting(shorter, true)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("a run of 6 epochs, and now 2 are asked for");
  }

  @Test
  void aCosineIsMadeLongerOnlyByForce() {
    ScheduleSettings cosine =
        new ScheduleSettings(ScheduleSettings.Kind.COSINE, 0.03f, 0.5f, 1, 0, 0);
    TrainingSettings settings = SETTINGS.withSchedule(cosine);
    train(settings, lasting(settings, false));
    TrainingSettings longer = settings.withEpochs(8);
    assertThatThrownBy(() -> train(longer, lasting(longer, false)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("checkpoint.extend");
    Trainer.Result extended = train(longer, lasting(longer, true));
    assertThat(extended.epochs()).hasSize(8);
    assertThat(extended.epochs().get(6).learningRate()).isPositive();
  }

  @Test
  void aRunThatIsAskedToStopKeepsWhereItStopped() throws Exception {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 0));
    // Asked after whoever keeps checkpoints has looked, as a signal may come at any time.
    int[] asked = new int[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public boolean wantsToStop() {
            return asked[0]++ == 8;
          }
        };
    Trainer.Result stopped = train(SETTINGS, options.withListener(stopper));
    assertThat(stopped.end()).isEqualTo(Trainer.End.LISTENER);
    assertThat(new LocalFolders(directory).list())
        .containsExactly(String.format("step-%012d", stopped.state().step()));
  }

  /** The message that a run with these settings and data gets beside checkpoints of another. */
  private String refusal(ShardedData rows, TrainingSettings settings) {
    RunOptions options = RunOptions.DEFAULT;
    // One checkpoint is enough to be refused.
    assertThatThrownBy(
            () ->
                train(
                    SETTINGS,
                    options
                        .withListener(killedAfter(8))
                        .withCheckpointing(checkpointing(SETTINGS, options, 7))))
        .hasMessage("killed");
    CheckpointPolicy elsewhere =
        checkpointing(new LocalFolders(directory), rows, settings, options, 7, 0);
    Throwable refused =
        catchThrowable(
            () ->
                Trainer.train(
                    SharedSpark.context(), rows, settings, options.withCheckpointing(elsewhere)));
    assertThat(refused).isInstanceOf(ModelFormatException.class);
    assertThat(refused).hasMessageContaining("is a checkpoint of another run: ");
    return refused.getMessage();
  }

  @Test
  void anotherSeedIsRefusedInWords() {
    assertThat(refusal(data, SETTINGS.withSeed(2))).contains(": seed was '1' and is '2' now.");
  }

  @Test
  void anotherNetworkIsRefusedInWords() {
    Network wider = Network.parse("2 -> 13 relu -> dropout 0.2 -> 2 softmax");
    TrainingSettings other =
        TrainingSettings.of(wider)
            .withEpochs(SETTINGS.epochs())
            .withBatchSize(SETTINGS.batchSize())
            .withDevice(SETTINGS.device())
            .withSchedule(SETTINGS.schedule());
    assertThat(refusal(data, other))
        .contains(": network was '" + NETWORK + "' and is '" + wider + "' now.");
  }

  @Test
  void otherDataAreRefusedInWords() {
    try (ShardedData other = packed(601)) {
      assertThat(refusal(other, SETTINGS))
          .contains(
              ": data was '" + data.fingerprint() + "' and is '" + other.fingerprint() + "' now.");
    }
  }

  @Test
  void aCheckpointIsKeptWhenTheMinutesArePast() {
    Folders folders = new LocalFolders(directory);
    RunOptions options = RunOptions.DEFAULT;
    assertThatThrownBy(
            () ->
                train(
                    SETTINGS,
                    options
                        .withListener(killedAfter(9))
                        .withCheckpointing(
                            checkpointing(folders, data, SETTINGS, options, 0, 1e-9))))
        .hasMessage("killed");
    assertThat(directory).isDirectoryContaining("glob:**/step-000000000007");
    assertThat(directory).isDirectoryContaining("glob:**/step-000000000008");
  }

  @Test
  void onlyTheLastCheckpointsAreKept() throws Exception {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 7));
    train(SETTINGS, options);
    try (var kept = Files.list(directory)) {
      assertThat(kept).hasSize(2);
    }
  }
}
