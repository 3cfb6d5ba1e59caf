package org.summand.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Loss;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.spark.SharedSpark;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.Columns;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.TableEncoder;

/** Words, gaps, dates and unscaled numbers, as a table of texts or of types has them. */
class TablesOfAnyColumnsTest {
  private static final Head NUMBER = new Head(Loss.SQUARED_ERROR, 1);
  private static final int ROWS = 600;
  private static final String[] TOWNS = {"Aix", "Bonn", "Cork", "Delft"};

  private static ShardPacker.Builder packer(String... categories) {
    Columns columns = new Columns(List.of(), List.of("y"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NUMBER, columns)
        .categories(List.of(categories))
        .scaling(ScalingMethod.ROBUST)
        .shards(3)
        .validationFraction(0.25)
        .seed(7);
  }

  /** Every kind of column, as texts. */
  private static Dataset<Row> texts() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String income = i % 7 == 0 ? "NA" : String.valueOf(random.nextGaussian() * 1e6);
      String town = i % 11 == 0 ? null : TOWNS[random.nextInt(TOWNS.length)];
      String street = "street " + random.nextInt(40);
      String day = String.format("2021-%02d-%02d", 1 + random.nextInt(12), 1 + random.nextInt(28));
      rows.add(
          RowFactory.create(
              income, town, street, day, "row " + i, "always", "", String.valueOf(i % 13)));
    }
    StructType schema = new StructType();
    for (String name : List.of("income", "town", "street", "day", "id", "same", "empty", "y")) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return SharedSpark.session().createDataFrame(rows, schema);
  }

  private static Map<String, RawColumn> byName(TableEncoder encoder) {
    Map<String, RawColumn> byName = new TreeMap<>();
    encoder.columns().forEach(column -> byName.put(column.name(), column));
    return byName;
  }

  @Test
  void eachColumnIsWhatItsCellsAre() {
    try (ShardedData data = packer().build().pack(texts())) {
      TableEncoder encoder = data.encoder();
      Map<String, RawColumn> columns = byName(encoder);
      assertThat(columns.get("income").kind()).isEqualTo(Kind.NUMBER);
      assertThat(columns.get("town").kind()).isEqualTo(Kind.CATEGORY);
      assertThat(columns.get("town").vocabularies().get(0).words()).containsExactly(TOWNS);
      assertThat(columns.get("town").vocabularies().get(0).hasMissing()).isTrue();
      assertThat(columns.get("street").kind()).isEqualTo(Kind.CATEGORY);
      assertThat(columns.get("day").kind()).isEqualTo(Kind.DATE);
      assertThat(columns.get("id").reason()).contains("a value of its own");
      assertThat(columns.get("same").reason()).isEqualTo("constant");
      assertThat(columns.get("empty").reason()).isEqualTo("empty");
      assertThat(encoder.features()).containsExactly("income", "town", "street", "day");
      // Two numbers, four places in week and year, one indicator, five towns, one street.
      assertThat(encoder.inputs()).isEqualTo(2 + 4 + 1 + 5 + 1);
      int streets = columns.get("street").vocabularies().get(0).size();
      assertThat(encoder.embedded()).containsExactly(streets);
    }
  }

  @Test
  void encodedRowsAreFiniteAndWithinBounds() {
    try (ShardedData data = packer().build().pack(texts())) {
      int inputs = data.encoder().inputs();
      int streets = data.encoder().embedded().get(0);
      for (Shard shard : data.training().rdd().collect()) {
        for (int r = 0; r < shard.rows(); r++) {
          for (int i = 0; i < inputs - 1; i++) {
            assertThat(Math.abs(shard.features()[r * inputs + i])).isLessThanOrEqualTo(3);
          }
          float code = shard.features()[(r + 1) * inputs - 1];
          assertThat(code).isBetween(0f, streets - 1f).isEqualTo((int) code);
        }
      }
    }
  }

  private static List<float[]> shards(ShardedData data) {
    List<float[]> all = new ArrayList<>();
    data.training().rdd().collect().forEach(shard -> all.add(shard.features()));
    data.validation().rdd().collect().forEach(shard -> all.add(shard.features()));
    return all;
  }

  /** What is learned, and the bits of every row, depend on neither partitions nor their order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 17})
  void partitionsLeaveNoTrace(int partitions) {
    try (ShardedData one = packer().build().pack(texts());
        ShardedData other =
            packer().build().pack(texts().orderBy("street", "id").repartition(partitions))) {
      assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
      List<float[]> expected = shards(one);
      List<float[]> came = shards(other);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(came.get(i)).containsExactly(expected.get(i));
      }
    }
  }

  /** A row is held out by its own cells: what is learned of the others does not move it. */
  @Test
  void whatIsLearnedDoesNotDecideWhoIsHeldOut() {
    Dataset<Row> table = texts();
    Dataset<Row> typed =
        table.selectExpr(
            "double(nullif(income, 'NA')) as income",
            "town",
            "street",
            "date(day) as day",
            "id",
            "same",
            "empty",
            "int(y) as y");
    try (ShardedData asText = packer().build().pack(table);
        ShardedData named = packer("income").build().pack(table);
        ShardedData asTypes = packer().build().pack(typed)) {
      assertThat(named.validationRows()).isEqualTo(asText.validationRows());
      assertThat(targets(named)).containsExactly(targets(asText));
      // A date in a text counts by its text, one of its own type by its day.
      assertThat(asTypes.trainingRows() + asTypes.validationRows()).isEqualTo(ROWS);
    }
  }

  private static float[] targets(ShardedData data) {
    List<float[]> all = new ArrayList<>();
    data.training().rdd().collect().forEach(shard -> all.add(shard.targets()));
    float[] joined = new float[all.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : all) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** Words of rows that are held out are not known. */
  @Test
  void wordsAreThoseOfTheRowsToLearnFrom() {
    Dataset<Row> table =
        texts()
            .selectExpr("income", "if(y = '5', 'only here', town) as town", "y", "y = '5' as held");
    Columns columns =
        new Columns(List.of("income", "town"), List.of("y"), Optional.empty(), Optional.of("held"));
    ShardPacker packer =
        ShardPacker.builder(NUMBER, columns)
            .scaling(ScalingMethod.ROBUST)
            .shards(2)
            .seed(1)
            .build();
    try (ShardedData data = packer.pack(table)) {
      assertThat(byName(data.encoder()).get("town").vocabularies().get(0).words())
          .containsExactly(TOWNS);
      assertThat(data.validationRows()).isPositive();
    }
  }

  @Test
  void numbersNamedAsCategoriesAreWords() {
    Dataset<Row> table =
        SharedSpark.session()
            .range(300)
            .selectExpr("int(id % 4) as code", "double(id % 17) as x", "double(id % 5) as y");
    try (ShardedData data = packer("code").build().pack(table)) {
      assertThat(byName(data.encoder()).get("code").vocabularies().get(0).words())
          .containsExactly("0", "1", "2", "3");
    }
  }

  /** Where a column has words that are numbers, too, these are counted in a second pass. */
  @Test
  void categoriesMayHaveNumbersAmongTheirWords() {
    Dataset<Row> table =
        SharedSpark.session()
            .range(300)
            .selectExpr(
                "if(id % 3 = 0, 'none of these', string(id % 3)) as code", "double(id % 5) as y");
    try (ShardedData data = packer().build().pack(table)) {
      assertThat(byName(data.encoder()).get("code").vocabularies().get(0).words())
          .containsExactly("1", "2", "none of these");
    }
  }

  /** A stray word in a column of numbers is a mistake to tell of, not a category. */
  @Test
  void aWordAmongNumbersIsNamed() {
    Dataset<Row> table =
        SharedSpark.session()
            .range(300)
            .selectExpr("if(id = 123, 'oops', string(id)) as x", "double(id % 5) as y");
    assertThatThrownBy(() -> packer().validationFraction(0).build().pack(table))
        .isInstanceOf(BadRowException.class)
        .hasMessageContainingAll("'oops' in column 'x' is not a number", "x: oops");
  }

  @Test
  void aNetworkThatSaysItsInputsTakesNoWords() {
    Columns columns = new Columns(List.of(), List.of("y"), Optional.empty(), Optional.empty());
    Dataset<Row> table =
        SharedSpark.session().range(30).selectExpr("'a' as word", "double(id) as y");
    assertThatThrownBy(
            () ->
                ShardPacker.builder(Network.parse("1 -> 1 linear"), columns)
                    .scaling(ScalingMethod.ROBUST)
                    .shards(1)
                    .build()
                    .pack(table))
        .hasMessageContaining("'a' in column 'word' is not a number");
  }

  @Test
  void aTableOfWhichNothingIsLeftIsRefused() {
    Dataset<Row> table =
        SharedSpark.session()
            .range(100)
            .selectExpr("'always' as same", "string(uuid()) as id", "double(id % 5) as y");
    assertThatThrownBy(() -> packer().build().pack(table))
        .isInstanceOf(BadDataException.class)
        .hasMessageContainingAll("same", "constant", "id", "no column is left to learn from");
  }

  @Test
  void columnsOfNoUseAreRefusedByName() {
    Dataset<Row> table =
        SharedSpark.session()
            .range(10)
            .selectExpr("map('a', id) as pairs", "double(id) as x", "double(id) as y");
    assertThatThrownBy(() -> packer().build().pack(table))
        .isInstanceOf(BadDataException.class)
        .hasMessageContainingAll("'pairs'", "map<string,bigint>", "leave it out");
  }

  /** The quartiles of a column are those of the sorted numbers. */
  @Test
  void mediansAreExact() {
    try (ShardedData data = packer().validationFraction(0).build().pack(texts())) {
      TreeSet<Float> sorted = new TreeSet<>();
      for (Row row : texts().select("income").collectAsList()) {
        if (!row.getString(0).equals("NA")) {
          sorted.add((float) Double.parseDouble(row.getString(0)));
        }
      }
      Float[] all = sorted.toArray(Float[]::new);
      float median = all[(all.length - 1) / 2];
      assertThat(data.encoder().numbers().offset()[0]).isEqualTo(median);
      assertThat(Arrays.asList(all)).contains(median);
    }
  }
}
