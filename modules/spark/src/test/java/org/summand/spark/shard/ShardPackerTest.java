package org.summand.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.summand.data.BadDataException;
import org.summand.data.ClassWeights;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.Rows;
import org.summand.spark.table.Columns;

/** From rows to shards. */
class ShardPackerTest {
  private static final Network TWO_CLASSES = Network.parse("2 -> 2 softmax");
  private static final ShardPacker PLAIN = packer(TWO_CLASSES, 3, 0);

  private static ShardPacker packer(Network network, int shards, double validationFraction) {
    return ShardPacker.builder(network, columns("label"))
        .shards(shards)
        .validationFraction(validationFraction)
        .seed(11)
        .build();
  }

  private static Columns columns(String... labels) {
    return new Columns(List.of(), List.of(labels), Optional.empty(), Optional.empty());
  }

  private static List<Shard> training(ShardPacker packer, Dataset<Row> table) {
    try (ShardedData data = packer.pack(table)) {
      return data.training().rdd().collect();
    }
  }

  private static void assertSameBits(List<Shard> ones, List<Shard> others) {
    assertThat(ones).hasSameSizeAs(others);
    for (int s = 0; s < ones.size(); s++) {
      assertThat(ones.get(s).index()).isEqualTo(s);
      assertThat(ones.get(s).features()).containsExactly(others.get(s).features());
      assertThat(ones.get(s).targets()).containsExactly(others.get(s).targets());
    }
  }

  /** All packed rows as texts, sorted. */
  private static List<String> rows(List<Shard> shards) {
    List<String> rows = new ArrayList<>();
    for (Shard shard : shards) {
      int inputs = shard.rows() == 0 ? 0 : shard.features().length / shard.rows();
      int targets = shard.rows() == 0 ? 0 : shard.targets().length / shard.rows();
      for (int r = 0; r < shard.rows(); r++) {
        rows.add(
            Arrays.toString(Arrays.copyOfRange(shard.features(), r * inputs, (r + 1) * inputs))
                + Arrays.toString(
                    Arrays.copyOfRange(shard.targets(), r * targets, (r + 1) * targets)));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  @Test
  void everyRowIsInExactlyOneShard() {
    Dataset<Row> table = Rows.rings(500, 4, 1);
    List<String> expected = new ArrayList<>();
    for (Row row : table.collectAsList()) {
      float[] features = {(float) row.getDouble(0), (float) row.getDouble(1)};
      float[] target = {row.getInt(2), 1};
      expected.add(Arrays.toString(features) + Arrays.toString(target));
    }
    Collections.sort(expected);
    assertThat(rows(training(PLAIN, table))).isEqualTo(expected);
  }

  @Test
  void shardsDoNotDependOnHowTheInputIsCutOrOrdered() {
    Dataset<Row> table = Rows.rings(300, 1, 2);
    List<Row> shuffled = new ArrayList<>(table.collectAsList());
    Collections.shuffle(shuffled, new Random(3));
    List<Shard> expected = training(PLAIN, table);
    assertSameBits(training(PLAIN, Rows.table(shuffled, Rows.RING_SCHEMA, 7)), expected);
  }

  @Test
  void anotherSeedMakesOtherShards() {
    Dataset<Row> table = Rows.rings(100, 1, 2);
    ShardPacker other =
        ShardPacker.builder(TWO_CLASSES, columns("label")).shards(3).seed(12).build();
    assertThat(training(other, table).get(0).features())
        .isNotEqualTo(training(PLAIN, table).get(0).features());
  }

  @Test
  void validationRowsAreNotLearnedFromAndDoNotDependOnTheShards() {
    Dataset<Row> table = Rows.rings(1000, 3, 4);
    try (ShardedData three = packer(TWO_CLASSES, 3, 0.2).pack(table);
        ShardedData five = packer(TWO_CLASSES, 5, 0.2).pack(table)) {
      List<String> validation = rows(three.validation().rdd().collect());
      // 1000 draws of probability 0.2 lie within ±80 but for one in 10⁹.
      assertThat((double) validation.size()).isCloseTo(200, within(80.0));
      assertThat(rows(five.validation().rdd().collect())).isEqualTo(validation);
      List<String> all = new ArrayList<>(rows(three.training().rdd().collect()));
      assertThat(all).doesNotContainAnyElementsOf(validation);
      assertThat(all.size() + validation.size()).isEqualTo(1000);
      assertThat(three.trainingRows()).isEqualTo(all.size());
      assertThat(three.validationRows()).isEqualTo(validation.size());
    }
  }

  @Test
  void aColumnMayMarkTheRowsToValidateOn() {
    Dataset<Row> table =
        Rows.rings(100, 2, 5).selectExpr("x0", "x1", "label", "x0 > 1 as held_out");
    Columns columns =
        new Columns(List.of(), List.of("label"), Optional.empty(), Optional.of("held_out"));
    ShardPacker packer = ShardPacker.builder(TWO_CLASSES, columns).shards(2).seed(1).build();
    try (ShardedData data = packer.pack(table)) {
      assertThat(data.validationRows()).isEqualTo(table.filter("x0 > 1").count());
      for (Shard shard : data.training().rdd().collect()) {
        for (int r = 0; r < shard.rows(); r++) {
          assertThat(shard.features()[2 * r]).isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @Test
  void denseAndSparseVectorsArraysAndNumbersPackToTheSameRows() {
    Network network = Network.parse("4 -> 2 softmax");
    List<Row> columns = new ArrayList<>();
    List<Row> dense = new ArrayList<>();
    List<Row> sparse = new ArrayList<>();
    List<Row> arrays = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double a = i * 0.5;
      int label = i % 2;
      columns.add(RowFactory.create(a, 0.0, 0.0, 3.0, label));
      dense.add(RowFactory.create(a, Vectors.dense(0, 0, 3), label));
      sparse.add(RowFactory.create(a, Vectors.sparse(3, new int[] {2}, new double[] {3}), label));
      arrays.add(RowFactory.create(a, new Float[] {0f, 0f, 3f}, label));
    }
    StructType flat =
        new StructType()
            .add("a", DataTypes.DoubleType)
            .add("b", DataTypes.DoubleType)
            .add("c", DataTypes.DoubleType)
            .add("d", DataTypes.DoubleType)
            .add("label", DataTypes.IntegerType);
    DataType array = DataTypes.createArrayType(DataTypes.FloatType);
    List<Shard> expected = training(packer(network, 2, 0), Rows.table(columns, flat, 2));
    ShardPacker packer = packer(network, 2, 0);
    assertSameBits(
        training(packer, Rows.table(dense, vectorSchema(SQLDataTypes.VectorType()), 1)), expected);
    assertSameBits(
        training(packer, Rows.table(sparse, vectorSchema(SQLDataTypes.VectorType()), 3)), expected);
    assertSameBits(training(packer, Rows.table(arrays, vectorSchema(array), 2)), expected);
  }

  private static StructType vectorSchema(DataType type) {
    return new StructType()
        .add("a", DataTypes.DoubleType)
        .add("v", type)
        .add("label", DataTypes.IntegerType);
  }

  @Test
  void rowWeightsTravelBehindTheTarget() {
    Dataset<Row> table = Rows.rings(50, 2, 6).selectExpr("x0", "x1", "label", "abs(x0) as w");
    Columns columns =
        new Columns(List.of("x0", "x1"), List.of("label"), Optional.of("w"), Optional.empty());
    ShardPacker packer = ShardPacker.builder(TWO_CLASSES, columns).shards(2).seed(1).build();
    for (Shard shard : training(packer, table)) {
      for (int r = 0; r < shard.rows(); r++) {
        assertThat(shard.targets()[2 * r + 1]).isEqualTo(Math.abs(shard.features()[2 * r]));
      }
    }
  }

  @Test
  void standardizedTrainingColumnsHaveMeanZeroAndDeviationOne() {
    ShardPacker packer =
        ShardPacker.builder(TWO_CLASSES, columns("label"))
            .scaling(ScalingMethod.parse("standardize"))
            .shards(3)
            .validationFraction(0.3)
            .seed(1)
            .build();
    Dataset<Row> table = Rows.rings(400, 2, 7).selectExpr("x0 * 100 + 1000 as x0", "x1", "label");
    try (ShardedData data = packer.pack(table)) {
      double sum = 0;
      double squares = 0;
      for (Shard shard : data.training().rdd().collect()) {
        for (int r = 0; r < shard.rows(); r++) {
          sum += shard.features()[2 * r];
          squares += Math.pow(shard.features()[2 * r], 2);
        }
      }
      // Features near 1000 are floats with an error of 3e-5, a ten-thousandth of a deviation.
      assertThat(sum / data.trainingRows()).isCloseTo(0, within(1e-4));
      assertThat(squares / data.trainingRows()).isCloseTo(1, within(1e-3));
      assertThat(data.encoder().numbers().offset()[0]).isCloseTo(1000f, within(50f));
    }
  }

  @Test
  void classNamesBecomeTheirPlaceInTheList() {
    Dataset<Row> table =
        Rows.rings(40, 2, 8).selectExpr("x0", "x1", "if(label = 1, 'outer', 'inner') as label");
    ShardPacker packer =
        ShardPacker.builder(TWO_CLASSES, columns("label"))
            .classNames(List.of("inner", "outer"))
            .shards(2)
            .seed(1)
            .build();
    for (Shard shard : training(packer, table)) {
      for (int r = 0; r < shard.rows(); r++) {
        double radius = Math.hypot(shard.features()[2 * r], shard.features()[2 * r + 1]);
        if (Math.abs(radius - 1.5) > 0.4) {
          assertThat(shard.targets()[2 * r]).isEqualTo(radius > 1.5 ? 1f : 0f);
        }
      }
    }
  }

  // ── What cannot be learned from ─────────────────────────────────────────────────────────────

  private static void assertRefused(String expression, Consumer<Throwable> check) {
    Dataset<Row> table = Rows.rings(20, 1, 9).selectExpr(expression.split(";"));
    assertThatThrownBy(() -> training(PLAIN, table))
        .isInstanceOf(BadDataException.class)
        .satisfies(check::accept);
  }

  private static void assertRefused(String expression, String... words) {
    assertRefused(expression, fault -> assertThat(fault).hasMessageContainingAll(words));
  }

  @Test
  void aBadCellIsNamedWithItsRowAndColumn() {
    assertRefused("x0;double('NaN') as x1;label", "'x1'", "NaN", "{x0: ", ", x1: NaN, label: ");
    assertRefused("x0;1e300D as x1;label", "'x1'", "1.0E300", "too large for a 32-bit float");
    assertRefused("x0;'abc' as x1;label", "'abc'", "'x1'", "is not a number");
    assertRefused("x0;cast(null as double) as x1;label", "'x1'", "no value");
    assertRefused("x0;x1;cast(null as int) as label", "label", "missing");
    assertRefused("x0;x1;10 as label", "label 10", "not a class in [0, 2)");
    assertRefused("x0;x1;label + 0.5 as label", "is not an integer");
    assertRefused("x0;x1;-1 as label", "label -1", "not a class in [0, 2)");
  }

  @Test
  void aTableThatDoesNotFitIsRefusedInWords() {
    assertRefused("x0;x1;1 as label", "all rows", "label 1", "two classes");
    assertRefused("x0;label", "1 feature columns", "2 inputs");
    assertRefused("x0;x1;label as y", "no column 'label'", "x0, x1, y");
    assertRefused("x0;array('a') as x1;label", "'x1'", "array<string>");
    Dataset<Row> none = Rows.rings(20, 2, 9).filter("false");
    assertThatThrownBy(() -> training(PLAIN, none)).hasMessage("the table has no rows");
  }

  @Test
  void aVectorOfAnotherWidthIsRefusedWithItsRow() {
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(1.0, Vectors.dense(1), 0));
    rows.add(RowFactory.create(1.0, Vectors.dense(1, 2), 1));
    Dataset<Row> table = Rows.table(rows, vectorSchema(SQLDataTypes.VectorType()), 1);
    assertThatThrownBy(() -> training(PLAIN, table))
        .hasMessageContainingAll("'v'", "2 numbers", "takes 1", "{");
  }

  private static ShardPacker weighing(ClassWeights classWeights, double validationFraction) {
    Columns columns =
        new Columns(List.of("x0", "x1"), List.of("label"), Optional.of("w"), Optional.empty());
    return ShardPacker.builder(TWO_CLASSES, columns)
        .classWeights(classWeights)
        .shards(2)
        .validationFraction(validationFraction)
        .seed(11)
        .build();
  }

  private static Dataset<Row> weighed(double noes, double yeses) {
    return Rows.rings(60, 2, 1)
        .selectExpr("x0", "x1", "label", "if(label = 1, " + yeses + "D, " + noes + "D) w");
  }

  @Test
  void rowsThatAllWeighNothingAreRefused() {
    assertThatThrownBy(() -> training(weighing(ClassWeights.NONE, 0), weighed(0, 0)))
        .isInstanceOf(BadDataException.class)
        .hasMessage("all rows to learn from weigh 0, by column 'w'; give some of them a weight");
    // Of either class some rows weigh something, but not of the class that counts.
    assertThatThrownBy(() -> training(weighing(ClassWeights.of(0, 1), 0), weighed(1, 0)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("by column 'w' and the class weights");
    assertThatThrownBy(() -> training(weighing(ClassWeights.NONE, 0), weighed(3e38, 3e38)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("divide the weights in column 'w'");
    assertThat(rows(training(weighing(ClassWeights.of(0, 1), 0), weighed(0, 1)))).hasSize(60);
  }

  @Test
  void validationRowsThatWeighNothingAreRefused() {
    Columns columns =
        new Columns(List.of("x0", "x1"), List.of("label"), Optional.of("w"), Optional.of("held"));
    ShardPacker packer = ShardPacker.builder(TWO_CLASSES, columns).shards(2).seed(11).build();
    Dataset<Row> table =
        Rows.rings(60, 2, 1).selectExpr("x0", "x1", "label", "x0 > 0 held", "if(x0 > 0, 0D, 1D) w");
    assertThatThrownBy(() -> training(packer, table))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching("the \\d+ rows held out for validation weigh 0, by column 'w'; .*");
  }

  @Test
  void moreShardsThanRowsAreRefusedBeforeAnyIsMade() {
    assertThatThrownBy(() -> training(packer(TWO_CLASSES, 100_000, 0), Rows.rings(60, 2, 1)))
        .isInstanceOf(BadDataException.class)
        .hasMessage("there are 60 rows but 100000 shards; use at most 60 shards");
  }

  @Test
  void negativeRowWeightsAreRefused() {
    Dataset<Row> table = Rows.rings(20, 1, 6).selectExpr("x0", "x1", "label", "-1 as w");
    Columns columns =
        new Columns(List.of("x0", "x1"), List.of("label"), Optional.of("w"), Optional.empty());
    ShardPacker packer = ShardPacker.builder(TWO_CLASSES, columns).shards(2).seed(1).build();
    assertThatThrownBy(() -> training(packer, table)).hasMessageContaining("weight is -1.0");
  }
}
