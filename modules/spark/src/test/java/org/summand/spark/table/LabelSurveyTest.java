package org.summand.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.summand.compute.Loss;
import org.summand.data.BadDataException;
import org.summand.data.LabelTask;
import org.summand.nn.Head;
import org.summand.spark.Rows;

/** What a label is, told by its values and their type alone. */
class LabelSurveyTest {
  private static Dataset<Row> table(DataType type, Object... labels) {
    StructType schema = new StructType().add("x", DataTypes.IntegerType).add("y", type);
    List<Row> rows =
        IntStream.range(0, labels.length).mapToObj(i -> RowFactory.create(i, labels[i])).toList();
    return Rows.table(rows, schema, 3);
  }

  private static Label find(LabelTask task, DataType type, Object... labels) {
    return new LabelSurvey(table(type, labels), List.of("y"), task).find();
  }

  private static Label find(DataType type, Object... labels) {
    return find(LabelTask.AUTO, type, labels);
  }

  private static Label words(String... labels) {
    return find(DataTypes.StringType, (Object[]) labels);
  }

  private static void assertClasses(Label label, int count, String... names) {
    assertThat(label.head()).isEqualTo(new Head(Loss.SOFTMAX_CROSS_ENTROPY, count));
    assertThat(label.classes()).containsExactly(names);
  }

  private static void assertNumbers(Label label) {
    assertThat(label).isEqualTo(Label.ofNumbers(List.of("y"), 1, Loss.SQUARED_ERROR));
  }

  @Test
  void wordsAreClassesByTheAlphabet() {
    assertClasses(words("rose", "iris", "aster", "iris"), 3, "aster", "iris", "rose");
    assertClasses(words("<=50K", ">50K", "<=50K"), 2, "<=50K", ">50K");
    assertClasses(words("1", "2", "3+"), 3, "1", "2", "3+");
    assertClasses(words("NA", "yes", "no"), 3, "NA", "no", "yes");
  }

  @Test
  void fewWholeNumbersAreClassesBySize() {
    assertClasses(words("10", "2", "1.0", "+1"), 3, "1", "2", "10");
    assertClasses(find(DataTypes.DoubleType, -1.0, 1.0, 1.0), 2, "-1", "1");
    DataType decimal = DataTypes.createDecimalType(5, 2);
    assertClasses(find(decimal, new BigDecimal("7.00"), new BigDecimal("5")), 2, "5", "7");
    assertClasses(
        find(DataTypes.LongType, IntStream.range(1, 21).mapToObj(Long::valueOf).toArray()),
        20,
        IntStream.range(1, 21).mapToObj(String::valueOf).toArray(String[]::new));
  }

  @Test
  void numbersOfTheOutputsHaveNoNames() {
    assertClasses(words("0", "1", "2", "0"), 3);
    assertClasses(find(DataTypes.DoubleType, 1.0, 0.0), 2);
  }

  @Test
  void booleansAreTwoClasses() {
    assertClasses(find(DataTypes.BooleanType, true, false, true), 2, "false", "true");
  }

  @Test
  void otherNumbersAreNumbers() {
    assertNumbers(words("1", "2.5", "3"));
    assertNumbers(find(DataTypes.FloatType, 1f, 1.5f));
    assertNumbers(find(DataTypes.IntegerType, IntStream.range(0, 21).boxed().toArray()));
  }

  @Test
  void theTaskOverrulesTheValues() {
    assertNumbers(find(LabelTask.NUMBERS, DataTypes.IntegerType, 0, 1, 1));
    assertClasses(find(LabelTask.CLASSES, DataTypes.DoubleType, 0.5, 1.5), 2, "0.5", "1.5");
    Object[] many = IntStream.range(0, 40).boxed().toArray();
    assertClasses(find(LabelTask.CLASSES, DataTypes.IntegerType, many), 40);
  }

  @Test
  void theTaskSaysHowNumbersAreLearned() {
    Label counts = find(LabelTask.COUNTS, DataTypes.IntegerType, 0, 1, 1);
    assertThat(counts.head()).isEqualTo(new Head(Loss.POISSON, 1));
    assertThat(counts).hasToString("label 'y': a count");
    LabelTask task = LabelTask.parse("quantiles 0.25 0.75");
    Label quantiles = find(task, DataTypes.IntegerType, 0, 1, 1);
    assertThat(quantiles.head()).isEqualTo(new Head(Loss.quantiles(0.25f, 0.75f), 2));
    assertThat(quantiles).hasToString("label 'y': quantiles 0.25 0.75 of a number");
    Dataset<Row> table = table(DataTypes.IntegerType, 1, 2, 3);
    assertThatThrownBy(() -> new LabelSurvey(table, List.of("x", "y"), task))
        .hasMessage("quantiles are those of one number, not of the columns x, y; name one label");
    assertThatThrownBy(() -> find(task, SQLDataTypes.VectorType(), Vectors.dense(1, 2)))
        .hasMessageContaining("not of vectors in y");
    Label two = new LabelSurvey(table, List.of("x", "y"), LabelTask.COUNTS).find();
    assertThat(two).hasToString("labels 'x', 'y': 2 counts");
  }

  @Test
  void manyWordsAreClassesToo() {
    String[] many = IntStream.range(0, 300).mapToObj(i -> "k" + i % 150).toArray(String[]::new);
    assertThat(words(many).head().outputs()).isEqualTo(150);
    assertThat(words(many).classes()).isSorted().hasSize(150);
    Object[] names = IntStream.range(0, 10_001).mapToObj(i -> "n" + i).toArray();
    assertThatThrownBy(() -> find(DataTypes.StringType, names))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("'y' has 10001 different labels in 10001 rows (n0, ")
        .hasMessageContaining("too many to be classes; name another label");
  }

  @Test
  void severalColumnsAndVectorsAreNumbers() {
    Dataset<Row> table = table(DataTypes.IntegerType, 1, 2, 3);
    assertThat(new LabelSurvey(table, List.of("x", "y"), LabelTask.AUTO).find())
        .isEqualTo(Label.ofNumbers(List.of("x", "y"), 2, Loss.SQUARED_ERROR));
    Label vector = find(SQLDataTypes.VectorType(), Vectors.dense(1, 2, 3), Vectors.dense(4, 5, 6));
    assertThat(vector).isEqualTo(Label.ofNumbers(List.of("y"), 3, Loss.SQUARED_ERROR));
    assertThatThrownBy(
            () -> find(LabelTask.CLASSES, SQLDataTypes.VectorType(), Vectors.dense(1, 2)))
        .hasMessageContaining("told by a column of words or numbers, not by vectors in y");
  }

  private static Label findBoth(LabelTask task, Object[]... rows) {
    DataType[] types = new DataType[2];
    for (int c = 0; c < 2; c++) {
      boolean isText = rows[0][c] instanceof String;
      types[c] = isText ? DataTypes.StringType : DataTypes.DoubleType;
    }
    StructType schema = new StructType().add("a", types[0]).add("b", types[1]);
    List<Row> made = Stream.of(rows).map(RowFactory::create).toList();
    return new LabelSurvey(Rows.table(made, schema, 2), List.of("a", "b"), task).find();
  }

  private static Object[] row(Object a, Object b) {
    return new Object[] {a, b};
  }

  @Test
  void severalColumnsOfTwoValuesAreYesOrNoEach() {
    Head head = new Head(Loss.BINARY_CROSS_ENTROPY, 2);
    Label words = findBoth(LabelTask.AUTO, row("yes", 1.0), row("no", -1.0), row("no", 1.0));
    assertThat(words.head()).isEqualTo(head);
    assertThat(words.classes()).containsExactly("no", "yes", "-1", "1");
    assertThat(words).hasToString("labels 'a', 'b': 2 times yes or no (no or yes, -1 or 1)");
    Label numbers = findBoth(LabelTask.AUTO, row(0.0, 1.0), row(1.0, 0.0));
    assertThat(numbers.head()).isEqualTo(head);
    assertThat(numbers.classes()).isEmpty();
    assertThat(numbers).hasToString("labels 'a', 'b': 2 times yes or no");
    assertThat(findBoth(LabelTask.NUMBERS, row(0.0, 1.0), row(1.0, 0.0)).head())
        .isEqualTo(new Head(Loss.SQUARED_ERROR, 2));
    assertThat(findBoth(LabelTask.AUTO, row(0.0, 1.0), row(1.0, 0.5)).head())
        .isEqualTo(new Head(Loss.SQUARED_ERROR, 2));
  }

  @Test
  void severalColumnsThatAreNeitherYesOrNoNorNumbersAreRefused() {
    assertThatThrownBy(() -> findBoth(LabelTask.AUTO, row("x", 1.0), row("y", 0.0), row("z", 0.0)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "column 'a' has 3 different labels (x, y, z), but several labels are learned together as"
                + " yes or no each, of two different labels, or as numbers each; learn it alone");
    assertThatThrownBy(() -> findBoth(LabelTask.AUTO, row("x", 1.0), row("y", 0.5), row("y", 7.0)))
        .hasMessageContaining("column 'b' has 3 different labels (0.5, 1, 7), but");
    assertThatThrownBy(
            () -> findBoth(LabelTask.CLASSES, row(1.0, 1.0), row(0.0, 0.5), row(1.0, 7.0)))
        .hasMessageContaining("column 'b' has 3");
    assertThatThrownBy(() -> findBoth(LabelTask.AUTO, row("x", 1.0), row("y", 1.0)))
        .hasMessageContaining("all 2 rows have the label '1' in column 'b', so there is nothing");
  }

  @Test
  void missingLabelsAreCountedAndTheFirstIsNamed() {
    assertThatThrownBy(() -> words("a", null, "b", " ", "a"))
        .isInstanceOf(BadRowException.class)
        .hasMessageContaining("the label in column 'y' is missing")
        .hasMessageContaining("2 of 5 rows have none: delete those rows, or fill in the label");
    assertThatThrownBy(() -> find(DataTypes.DoubleType, 1.5, Double.NaN, 2.0))
        .hasMessageContaining("1 of 3 rows has none: delete it, or fill in the label");
    assertThatThrownBy(() -> words("1.5", "NA", "2", "?"))
        .hasMessageContaining("2 of 4 rows have none");
    assertThatThrownBy(() -> words(null, null)).hasMessageContaining("2 of 2 rows have none");
    Dataset<Row> table = table(DataTypes.IntegerType, 1, null, 3);
    assertThatThrownBy(() -> new LabelSurvey(table, List.of("x", "y"), LabelTask.AUTO).find())
        .hasMessageContaining("column 'y' is missing")
        .hasMessageContaining("1 of 3 rows has none");
  }

  @Test
  void aLabelOfOneValueIsRefused() {
    for (LabelTask task :
        List.of(LabelTask.AUTO, LabelTask.CLASSES, LabelTask.COUNTS, LabelTask.QUANTILES)) {
      assertThatThrownBy(() -> find(task, DataTypes.DoubleType, 3.5, 3.5))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining(
              "all 2 rows have the label '3.5' in column 'y', so there is nothing");
    }
    assertThatThrownBy(() -> words("rose", "rose")).hasMessageContaining("'rose'");
    assertThatThrownBy(() -> words()).hasMessageContaining("has no rows");
  }

  @Test
  void aColumnThatIsNoLabelIsRefusedBeforeItIsRead() {
    Dataset<Row> table = table(DataTypes.DateType);
    assertThatThrownBy(() -> new LabelSurvey(table, List.of("y"), LabelTask.AUTO))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("the label in column 'y' is of type date; a number, a word");
  }

  @Test
  void whatIsFoundDependsNeitherOnTheOrderOfRowsNorOnPartitions() {
    List<String> labels =
        Stream.of("4", "17", "NA", "x")
            .flatMap(word -> Collections.nCopies(9, word).stream())
            .toList();
    for (int partitions : new int[] {1, 5, 36}) {
      Object[] turned = labels.toArray();
      Collections.rotate(Arrays.asList(turned), partitions);
      Dataset<Row> table = table(DataTypes.StringType, turned).repartition(partitions);
      assertClasses(
          new LabelSurvey(table, List.of("y"), LabelTask.AUTO).find(), 4, "17", "4", "NA", "x");
    }
  }

  @Test
  void aLabelIsToldInWords() {
    assertThat(words("<=50K", ">50K")).hasToString("label 'y': 2 classes (<=50K, >50K)");
    assertThat(words("0", "1", "2")).hasToString("label 'y': 3 classes (0 to 2)");
    assertThat(words("0.5", "1")).hasToString("label 'y': a number");
    assertThat(Label.ofNumbers(List.of("x", "y"), 2, Loss.SQUARED_ERROR))
        .hasToString("labels 'x', 'y': 2 numbers");
  }

  @Test
  void aWordAmongManyNumbersIsNoClass() {
    String[] prices =
        Stream.concat(IntStream.range(100, 130).mapToObj(String::valueOf), Stream.of("12k"))
            .toArray(String[]::new);
    for (String[] labels : List.of(prices, new String[] {"1.5", "12k", "2", "12k"})) {
      assertThatThrownBy(() -> words(labels))
          .isInstanceOf(BadRowException.class)
          .hasMessageContaining("the label '12k' in column 'y' is not a number")
          .hasMessageContaining(
              "many others are, so correct it, or say that the labels are classes");
    }
    assertThat(find(LabelTask.CLASSES, DataTypes.StringType, (Object[]) prices).head().outputs())
        .isEqualTo(31);
  }
}
