package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.data.Folds;
import org.summand.nn.Network;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.StepReport;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.ScheduleSettings;

/** Whole runs on shards of several blocks. */
class BlocksInRunsTest {
  private static final int ROWS = 3000;
  private static final int SHARDS = 5;
  private static final Network NETWORK = Network.parse("2 -> 12 tanh -> 2 softmax");
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK)
          .withEpochs(4)
          .withBatchSize(50)
          .withDevice(CpuDevice.NAME)
          .withSchedule(ScheduleSettings.DEFAULT.withRate(0.05f));

  private static ShardedData pack(Dataset<Row> table, OptionalInt blockRows, double validation) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .blockRows(blockRows)
        .shards(SHARDS)
        .validationFraction(validation)
        .seed(3)
        .build()
        .pack(table);
  }

  private static ShardedData pack(int blockRows) {
    return pack(Rows.rings(ROWS, 3, 2), OptionalInt.of(blockRows), 0.2);
  }

  private static Trainer.Result train(ShardedData data, ExchangeMode exchange) {
    return Trainer.train(
        SharedSpark.context(), data, SETTINGS, RunOptions.DEFAULT.withExchange(exchange));
  }

  @Test
  void jobsAndResidentTasksEndInTheSameBits() {
    try (ShardedData data = pack(20);
        ShardedData again = pack(20)) {
      // Spark tells of them, too.
      assertThat(SharedSpark.context().sc().getRDDStorageInfo())
          .anyMatch(info -> info.id() == data.training().source().id() && info.memSize() > 0);
      assertThat(data.layout().blocks()).isGreaterThan(16 * SHARDS);
      float[] resident = train(data, ExchangeMode.RESIDENT).state().weights();
      assertThat(train(again, ExchangeMode.JOBS).state().weights()).isEqualTo(resident);
      EpochReport last = train(data, ExchangeMode.AUTO).epochs().get(3);
      assertThat(last.rows()).isEqualTo(data.trainingRows());
      assertThat(last.validation().orElseThrow().rows()).isEqualTo(data.validationRows());
      assertThat(last.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
    }
  }

  /** One job launches the tasks; another, in the end, evaluates in full. */
  @ParameterizedTest
  @CsvSource({"20, false", "20, true", "150, false", "150, true"})
  void tasksThatStayValidateToTheBitsOfJobs(int blockRows, boolean folds) throws Throwable {
    TrainingSettings settings = folds ? SETTINGS.withFolds(new Folds(4)) : SETTINGS;
    Dataset<Row> table = Rows.rings(ROWS, 3, 2);
    try (ShardedData data = pack(table, OptionalInt.of(blockRows), folds ? 0 : 0.2)) {
      List<List<String>> byJobs = train(data, settings, ExchangeMode.JOBS);
      List<List<String>> resident = new ArrayList<>();
      int jobs =
          SharedSpark.jobsOf(() -> resident.addAll(train(data, settings, ExchangeMode.RESIDENT)));
      assertThat(resident).isEqualTo(byJobs);
      assertThat(jobs).isEqualTo(2);
    }
  }

  /** The validations after all epochs. */
  private static List<List<String>> train(
      ShardedData data, TrainingSettings settings, ExchangeMode exchange) {
    return Trainer.train(
            SharedSpark.context(), data, settings, RunOptions.DEFAULT.withExchange(exchange))
        .epochs()
        .stream()
        .map(epoch -> epoch.validation().orElseThrow().toTexts())
        .toList();
  }

  /** In the middle of an epoch and at its end, without a job. */
  @Test
  void aListenerIsToldHowGoodWeightsAreWheneverItAsks() throws Throwable {
    try (ShardedData data = pack(20)) {
      long epochEnd = SETTINGS.batches(data.layout()).stepsPerEpoch();
      Asking asking = new Asking(Set.of(10L, epochEnd, 2 * epochEnd + 5, 4 * epochEnd));
      RunOptions options = RunOptions.DEFAULT.withExchange(ExchangeMode.RESIDENT);
      List<EpochReport> epochs = new ArrayList<>();
      int jobs =
          SharedSpark.jobsOf(
              () ->
                  epochs.addAll(
                      Trainer.train(
                              SharedSpark.context(), data, SETTINGS, options.withListener(asking))
                          .epochs()));
      assertThat(jobs).isEqualTo(2);
      assertThat(asking.told.keySet()).isEqualTo(asking.at);
      for (int epoch : new int[] {0, 3}) {
        EpochReport report = epochs.get(epoch);
        assertThat(asking.told.get(report.step()).toTexts())
            .isEqualTo(report.validation().orElseThrow().toTexts());
      }
      Evaluation early = asking.told.get(10L);
      assertThat(early.rows()).isEqualTo(data.validationRows());
      assertThat(early.loss()).isGreaterThan(asking.told.get(4 * epochEnd).loss());
    }
  }

  /** Wants evaluations after some steps. */
  private static final class Asking implements TrainingListener {
    private final Set<Long> at;
    private final Map<Long, Evaluation> told = new HashMap<>();
    private long step;

    Asking(Set<Long> at) {
      this.at = at;
    }

    @Override
    public void afterStep(StepReport report) {
      step = report.step();
    }

    @Override
    public boolean wantsEvaluation() {
      return at.contains(step);
    }

    @Override
    public void afterEvaluation(long after, Evaluation evaluation) {
      told.put(after, evaluation);
    }
  }

  /** One block a shard, said or not: the rows that fit a window are drawn from as a whole. */
  @Test
  void aShardOfOneWindowDrawsAsAWhole() {
    try (ShardedData whole = pack(Rows.rings(ROWS, 3, 2), OptionalInt.empty(), 0.2);
        ShardedData window = pack(150)) {
      assertThat(whole.layout().blocks()).isEqualTo(SHARDS);
      assertThat(window.layout().blocks()).isEqualTo(SHARDS);
      assertThat(train(window, ExchangeMode.AUTO).state().weights())
          .isEqualTo(train(whole, ExchangeMode.AUTO).state().weights());
    }
  }

  @Test
  void blocksAreAPartOfWhatARunIsRecognisedBy() {
    try (ShardedData some = pack(20);
        ShardedData others = pack(30)) {
      Map<String, String> identity = Trainer.identity(some, SETTINGS, RunOptions.DEFAULT);
      assertThat(identity).containsEntry("blockRows", "20");
      assertThat(Trainer.identity(others, SETTINGS, RunOptions.DEFAULT)).isNotEqualTo(identity);
    }
  }

  @Test
  void foldsAreHeldOutOfEachBlock() {
    TrainingSettings folds = SETTINGS.withFolds(new Folds(4));
    try (ShardedData data = pack(Rows.rings(ROWS, 3, 2), OptionalInt.of(20), 0)) {
      Trainer.Result result = Trainer.train(SharedSpark.context(), data, folds, RunOptions.DEFAULT);
      assertThat(result.validation().orElseThrow().rows())
          .isEqualTo(folds.heldOutRows(data.layout()));
      assertThat(result.validation().orElseThrow().accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void aTableSortedByItsLabelIsLearnedAsWell() {
    Dataset<Row> table = Rows.rings(ROWS, 3, 2);
    Dataset<Row> sorted = table.repartitionByRange(7, table.col("label")).sort("label", "x0");
    try (ShardedData data = pack(table, OptionalInt.of(20), 0.2);
        ShardedData ofSorted = pack(sorted, OptionalInt.of(20), 0.2)) {
      // A row's place follows from its content.
      assertThat(ofSorted.fingerprint()).isEqualTo(data.fingerprint());
      assertThat(train(ofSorted, ExchangeMode.AUTO).state().weights())
          .isEqualTo(train(data, ExchangeMode.AUTO).state().weights());
    }
  }

  @Test
  void blocksThatAreSmallerThanAShareAreRefused() {
    try (ShardedData data = pack(5)) {
      assertThatThrownBy(() -> train(data, ExchangeMode.AUTO))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "a block has 5 rows, but a shard gives up to 13 to a batch; set a block to at least"
                  + " as many rows, or leave it to be chosen");
    }
    assertThatThrownBy(() -> pack(0)).hasMessageContaining("at least 1, not 0");
  }

  @Test
  void windowsThatDoNotFitTheExecutorsAreRefused() {
    new WindowRoom(1L << 30, 1L << 20, 2L << 20).require(8);
    new WindowRoom(1L << 20, 1L << 20, 1L << 20).require(8);
    assertThatThrownBy(() -> new WindowRoom(1L << 30, 3L << 20, 2L << 20).require(8))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("8 shards are drawn from take 3 MiB")
        .hasMessageContaining("store 2 MiB")
        .hasMessageContaining("fewer rows a block");
  }
}
