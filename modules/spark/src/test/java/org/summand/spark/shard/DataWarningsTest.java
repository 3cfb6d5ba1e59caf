package org.summand.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Loss;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.nn.Head;
import org.summand.spark.SharedSpark;
import org.summand.spark.table.Columns;

/** What is said of a table before training, because it is odd. */
class DataWarningsTest {
  private static final Head CLASSES = new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3);
  private static final Head NUMBER = new Head(Loss.SQUARED_ERROR, 1);

  private static ShardPacker.Builder packer(Head head, Optional<String> validation) {
    Columns columns = new Columns(List.of(), List.of("y"), Optional.empty(), validation);
    return ShardPacker.builder(head, columns).scaling(ScalingMethod.ROBUST).seed(7);
  }

  private static Dataset<Row> table(String... columns) {
    return SharedSpark.session().range(0, 400, 1, 3).selectExpr(columns);
  }

  private static List<String> warnings(ShardPacker packer, Dataset<Row> table) {
    try (ShardedData data = packer.pack(table)) {
      return data.warnings().stream()
          .map(warning -> warning.sentence(names -> "; leave out " + names))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 150})
  void columnsThatAreTheClassAreNamed(int shards) {
    Dataset<Row> table =
        table(
            "rand(1) a",
            "array('low', 'middle', 'high')[id % 3] word",
            "10 - 2 * (id % 3) number",
            "array(sin(id), id % 3) vector",
            "id % 6 finer",
            "if(id % 50 = 7, 0, id % 3) nearly",
            "id % 3 y");
    assertThat(
            warnings(
                packer(CLASSES, Optional.empty()).shards(shards).validationFraction(0.2).build(),
                table))
        .containsExactly(
            "the label can be read off column 'word', column 'number', number 2 of column"
                + " 'vector': each class has a value of its own there; leave out [word, number,"
                + " vector]");
  }

  @Test
  void columnsThatAreTheNumberAreNamed() {
    Dataset<Row> table =
        table(
            "rand(1) a",
            "id % 5 b",
            "if(id % 4 = 0, null, string(32 + 1.8 * sin(id))) fahrenheit",
            "exp(sin(id)) c",
            "sin(id) y");
    assertThat(warnings(packer(NUMBER, Optional.empty()).shards(2).build(), table))
        .containsExactly(
            "the label can be read off column 'fahrenheit': the same but for a factor and a shift"
                + " stands there; leave out [fahrenheit]");
  }

  @Test
  void classesThatAreOnOneSideAloneAreNamed() {
    Dataset<Row> table =
        table(
            "rand(1) a",
            "id % 5 = 0 or id = 31 held",
            "case when id in (31, 40) then 'left' when id in (1, 2, 3) then 'rare' else 'usual' end"
                + " y");
    ShardPacker packer =
        packer(CLASSES, Optional.of("held"))
            .classNames(List.of("left", "rare", "usual"))
            .shards(2)
            .build();
    assertThat(warnings(packer, table))
        .containsExactly(
            "too rare to be learned and judged: class 'left' with 0 rows to learn from and 2 to"
                + " validate on, 'rare' with 3 rows to learn from and 0 to validate on; add rows,"
                + " or join such classes with others");
  }

  @Test
  void aClassOfOneRowIsNamedWhereNoneAreHeldOut() {
    Dataset<Row> table = table("rand(1) a", "if(id = 7, 2, id % 2) y");
    assertThat(warnings(packer(CLASSES, Optional.empty()).shards(2).build(), table))
        .containsExactly(
            "too rare to be learned and judged: class 2 with 1 row to learn from; add rows, or"
                + " join such classes with others");
  }

  @Test
  void ofATableThatIsNotOddNothingIsSaid() {
    Dataset<Row> table = table("rand(1) a", "id % 6 b", "id % 3 + 0.001 * rand(2) c", "id % 3 y");
    assertThat(
            warnings(
                packer(CLASSES, Optional.empty()).shards(2).validationFraction(0.2).build(), table))
        .isEmpty();
    Dataset<Row> numbers = table("rand(1) a", "sin(id) + 0.01 * rand(2) b", "sin(id) y");
    assertThat(warnings(packer(NUMBER, Optional.empty()).shards(2).build(), numbers)).isEmpty();
  }

  /** What is evaluated is not learned from. */
  @Test
  void ofATableToEvaluateOnNothingIsSaid() {
    Dataset<Row> table = table("id % 3 a", "sin(id) b", "id % 3 y");
    ShardPacker packer = packer(CLASSES, Optional.empty()).shards(2).build();
    try (ShardedData learned = packer.pack(table);
        ShardedData evaluated = packer.pack(table, learned.encoder())) {
      assertThat(learned.warnings()).hasSize(1);
      assertThat(evaluated.warnings()).isEmpty();
    }
  }

  @Test
  void columnsAreLeftOutByName() {
    Columns columns = Columns.allBut("y", table("id a", "id b", "id y").schema());
    assertThat(columns.without(List.of("a")).features()).containsExactly("b");
    assertThat(columns.without(List.of())).isEqualTo(columns);
    assertThatThrownBy(() -> columns.without(List.of("b", "a")))
        .isInstanceOf(BadDataException.class)
        .hasMessage("no column is left to learn from: b, a are to be ignored");
  }
}
