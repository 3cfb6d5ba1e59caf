package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.model.LocalFolders;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.table.TableEncoder;
import org.summand.train.DivergedException;
import org.summand.train.EarlyStopping;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.StepReport;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/** Targets are scaled in the shards, and nobody beyond them need know. */
class TargetScalingOnSparkTest {
  private static final int ROWS = 400;
  private static final Network NETWORK = Network.parse("2 -> 16 tanh -> 1 linear");
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK)
          .withEpochs(12)
          .withBatchSize(64)
          .withSchedule(ScheduleSettings.DEFAULT.withRate(0.02f))
          .withDevice(CpuDevice.NAME);

  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("label", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  @TempDir private Path directory;

  /** Labels are {@code unit} of a·b and a little noise, which is between about −1 and 1. */
  private static Dataset<Row> table(int partitions, DoubleUnaryOperator unit) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double a = 2 * random.nextDouble() - 1;
      double b = 2 * random.nextDouble() - 1;
      double label = unit.applyAsDouble(a * b + 0.02 * random.nextGaussian());
      rows.add(RowFactory.create(a, b, label, 0.5 + random.nextDouble()));
    }
    return Rows.table(rows, SCHEMA, partitions);
  }

  private static ShardPacker.Builder packer(int shards) {
    Columns columns =
        new Columns(List.of("a", "b"), List.of("label"), Optional.of("weight"), Optional.empty());
    return ShardPacker.builder(NETWORK, columns).shards(shards).validationFraction(0.25).seed(3);
  }

  private static ShardedData pack(int shards, TargetScaling.Method method, Dataset<Row> table) {
    return packer(shards).targetScaling(method).build().pack(table);
  }

  private static double house(double value) {
    return 2e5 + 1e5 * value;
  }

  private static Trainer.Result train(ShardedData data, TrainingSettings settings) {
    return Trainer.train(SharedSpark.context(), data, settings, TrainingListener.NONE);
  }

  private static Evaluation last(Trainer.Result result) {
    List<EpochReport> epochs = result.epochs();
    return epochs.get(epochs.size() - 1).validation().orElseThrow();
  }

  @Test
  void rowsStandWhereTheirLabelsPutThemAndOnlyTargetsAreScaled() {
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    try (ShardedData plain = pack(3, TargetScaling.Method.NONE, table);
        ShardedData scaled = pack(3, TargetScaling.Method.AUTO, table)) {
      assertThat(plain.targetScaling().isIdentity()).isTrue();
      double mean = scaled.targetScaling().mean()[0];
      double deviation = scaled.targetScaling().deviation()[0];
      for (boolean validation : new boolean[] {false, true}) {
        List<Shard> before = (validation ? plain.validation() : plain.training()).rdd().collect();
        List<Shard> after = (validation ? scaled.validation() : scaled.training()).rdd().collect();
        for (int s = 0; s < 3; s++) {
          float[] expected = before.get(s).targets().clone();
          for (int r = 0; r < before.get(s).rows(); r++) {
            expected[2 * r] = (float) ((expected[2 * r] - mean) / deviation);
          }
          assertThat(after.get(s).features()).containsExactly(before.get(s).features());
          assertThat(after.get(s).targets()).containsExactly(expected);
        }
      }
    }
  }

  @Test
  void theScalingIsThatOfTheTrainingPartByWeight() {
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    try (ShardedData plain = pack(1, TargetScaling.Method.NONE, table);
        ShardedData scaled = pack(1, TargetScaling.Method.AUTO, table)) {
      Shard shard = plain.training().rdd().collect().get(0);
      double weight = 0;
      double sum = 0;
      for (int r = 0; r < shard.rows(); r++) {
        weight += shard.targets()[2 * r + 1];
        sum += shard.targets()[2 * r + 1] * (double) shard.targets()[2 * r];
      }
      double mean = sum / weight;
      double squares = 0;
      for (int r = 0; r < shard.rows(); r++) {
        squares += shard.targets()[2 * r + 1] * Math.pow(shard.targets()[2 * r] - mean, 2);
      }
      assertThat(scaled.targetScaling().mean()[0]).isCloseTo(mean, within(1e-6));
      assertThat(scaled.targetScaling().deviation()[0])
          .isCloseTo(Math.sqrt(squares / weight), within(1e-6));
    }
  }

  @Test
  void neitherPartitionsNorTheOrderOfRowsChangeABit() {
    Dataset<Row> table = table(1, TargetScalingOnSparkTest::house);
    Dataset<Row> other = table(7, TargetScalingOnSparkTest::house).orderBy("b");
    try (ShardedData one = pack(3, TargetScaling.Method.AUTO, table);
        ShardedData two = pack(3, TargetScaling.Method.AUTO, other)) {
      assertThat(two.targetScaling()).hasToString(one.targetScaling().toString());
      assertThat(two.fingerprint()).isEqualTo(one.fingerprint());
      assertThat(train(two, SETTINGS).state().weights())
          .containsExactly(train(one, SETTINGS).state().weights());
    }
  }

  /** All rows in each step, so that it does not matter where their labels put them. */
  @ParameterizedTest
  @CsvSource({"1e5,2e5", "1e-3,0", "1,1e4", "-1e30,1e30", "1e-30,0"})
  void labelsOfAnyUnitAreLearnedAsWell(double factor, double shift) {
    TrainingSettings whole = SETTINGS.withBatchSize(ROWS).withEpochs(60);
    double expected = r2OnTheTrainingPart(whole, value -> value);
    assertThat(expected).isGreaterThan(0.8);
    assertThat(r2OnTheTrainingPart(whole, value -> shift + factor * value))
        .isCloseTo(expected, within(1e-3));
  }

  private static double r2OnTheTrainingPart(TrainingSettings settings, DoubleUnaryOperator unit) {
    try (ShardedData data =
            packer(2)
                .validationFraction(0)
                .targetScaling(TargetScaling.Method.AUTO)
                .build()
                .pack(table(3, unit));
        Evaluator evaluator =
            new Evaluator(SharedSpark.context(), NETWORK, data.targetScaling(), CpuDevice.NAME)) {
      float[] weights = train(data, settings).state().weights();
      return evaluator.evaluate(data.training(), weights).r2();
    }
  }

  @Test
  void lossesAreInTheUnitOfTheLabelSquared() {
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    try (ShardedData data = pack(2, TargetScaling.Method.AUTO, table)) {
      List<Double> steps = new ArrayList<>();
      TrainingListener listener =
          new TrainingListener() {
            @Override
            public void afterStep(StepReport report) {
              steps.add(report.meanLoss());
            }
          };
      Trainer.Result result = Trainer.train(SharedSpark.context(), data, SETTINGS, listener);
      EpochReport first = result.epochs().get(0);
      Evaluation last = last(result);
      assertThat(last.r2()).isGreaterThan(0.5);
      assertThat(last.rmse()).isBetween(1e3, 1e5);
      assertThat(last.loss()).isCloseTo(last.rmse() * last.rmse(), within(1e-3 * last.loss()));
      assertThat(first.loss()).isBetween(1e8, 1e10);
      assertThat(steps.get(0)).isBetween(1e8, 1e10);
    }
  }

  @Test
  void theLossOfARunThatDivergesIsInThatUnitToo() {
    TrainingSettings wild =
        SETTINGS
            .withSchedule(ScheduleSettings.DEFAULT.withRate(1e38f))
            .withOptimizer(OptimizerSettings.DEFAULT.withKind(OptimizerSettings.Kind.SGD));
    TargetScaling known = new TargetScaling(new double[] {0}, new double[] {1e-120});
    Dataset<Row> table = table(3, value -> value);
    try (ShardedData data = packer(2).targetScaling(known).build().pack(table)) {
      // Scaled targets are of the largest float's size, whose square is 1e77.
      assertThatThrownBy(() -> train(data, wild))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("step 1 ")
          .hasMessageContaining("E-16");
    }
  }

  /** A checkpoint in the middle of an epoch has part of its loss. */
  @Test
  void aRunThatIsResumedEndsInTheSameBits() {
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    try (ShardedData data = pack(2, TargetScaling.Method.AUTO, table)) {
      RunOptions options = RunOptions.DEFAULT.withEarlyStopping(new EarlyStopping(3, 1e6));
      Trainer.Result expected = Trainer.train(SharedSpark.context(), data, SETTINGS, options);
      RunOptions kept = options.withCheckpointing(checkpointing(data, options));
      RunOptions killed =
          kept.withListener(
              new TrainingListener() {
                @Override
                public void afterStep(StepReport report) {
                  if (report.step() == 18) {
                    throw new IllegalStateException("killed");
                  }
                }
              });
      assertThatThrownBy(() -> Trainer.train(SharedSpark.context(), data, SETTINGS, killed))
          .hasMessage("killed");
      Trainer.Result resumed = Trainer.train(SharedSpark.context(), data, SETTINGS, kept);
      assertThat(resumed.state().weights()).containsExactly(expected.state().weights());
      assertThat(resumed.state().step()).isEqualTo(expected.state().step());
      assertThat(losses(resumed)).isEqualTo(losses(expected));
    }
  }

  private static List<Double> losses(Trainer.Result result) {
    return result.epochs().stream().map(EpochReport::loss).toList();
  }

  @Test
  void aCheckpointOfTheOtherSettingIsRefused() {
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    RunOptions options = RunOptions.DEFAULT;
    try (ShardedData scaled = pack(2, TargetScaling.Method.AUTO, table);
        ShardedData plain = pack(2, TargetScaling.Method.NONE, table)) {
      assertThat(plain.fingerprint()).isNotEqualTo(scaled.fingerprint());
      Trainer.train(
          SharedSpark.context(),
          scaled,
          SETTINGS.withEpochs(1),
          options.withCheckpointing(checkpointing(scaled, options)));
      RunOptions other = options.withCheckpointing(checkpointing(plain, options));
      assertThatThrownBy(
              () -> Trainer.train(SharedSpark.context(), plain, SETTINGS.withEpochs(1), other))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("targetScaling was 'auto' and is 'none' now");
    }
  }

  private CheckpointPolicy checkpointing(ShardedData data, RunOptions options) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK,
            TableEncoder.ofNumbers(List.of("a", "b")),
            List.of("label"),
            List.of(),
            data.targetScaling(),
            0,
            SETTINGS.seed(),
            Map.of());
    Map<String, String> identity = Trainer.identity(data, SETTINGS, options);
    return new CheckpointPolicy(
        new CheckpointStore(new LocalFolders(directory), 2, metadata, identity), 4, 0, 0, true);
  }

  @Test
  void labelsThatAreAllTheSameAreRefusedUnlessTheyAreTakenAsTheyAre() {
    Dataset<Row> table = table(3, value -> 0.1);
    assertThatThrownBy(() -> pack(2, TargetScaling.Method.AUTO, table))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("nothing to learn");
    try (ShardedData data = pack(2, TargetScaling.Method.NONE, table)) {
      assertThat(last(train(data, SETTINGS)).rmse()).isLessThan(0.1);
    }
  }

  @Test
  void rowsOfWeight0TeachNothingWhateverTheirLabels() {
    Dataset<Row> table =
        table(3, TargetScalingOnSparkTest::house)
            .selectExpr(
                "a", "b", "if(a > 0.9, 3e38, label) label", "if(a > 0.9, 0, weight) weight");
    try (ShardedData data = pack(2, TargetScaling.Method.AUTO, table)) {
      assertThat(data.targetScaling().mean()[0]).isBetween(1e5, 3e5);
      assertThat(last(train(data, SETTINGS)).r2()).isGreaterThan(0.5);
    }
  }

  @Test
  void aKnownScalingIsUsedAsItIs() {
    TargetScaling known = new TargetScaling(new double[] {100}, new double[] {10});
    Dataset<Row> table = table(3, TargetScalingOnSparkTest::house);
    try (ShardedData data = packer(2).targetScaling(known).build().pack(table);
        ShardedData plain = pack(2, TargetScaling.Method.NONE, table)) {
      assertThat(data.targetScaling()).isSameAs(known);
      float scaled = data.training().rdd().collect().get(0).targets()[0];
      float label = plain.training().rdd().collect().get(0).targets()[0];
      assertThat(scaled).isEqualTo((label - 100) / 10);
      assertThat(data.fingerprint()).isNotEqualTo(plain.fingerprint());
    }
    assertThatThrownBy(() -> packer(2).targetScaling(TargetScaling.none(2)).build())
        .hasMessageContaining("targets are scaled as 2 numbers");
  }
}
