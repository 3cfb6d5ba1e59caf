package org.summand.cli.table;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.summand.data.BadDataException;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.Columns;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/**
 * Finds the classes of labels that are not the numbers of the network's outputs: names, or other
 * numbers, such as −1 and 1. A table is first packed as if they were, unless its first label is a
 * name, so that the usual labels cost no pass of their own.
 */
public final class ClassNames {
  /** As many distinct labels are looked at one by one; beyond, they are counted. */
  private static final int LOOKED_AT = 10_000;

  private final Dataset<Row> labels;
  private final String label;
  private final Network network;
  private final int expected;

  private ClassNames(Dataset<Row> table, String label, Network network) {
    this.label = label;
    this.network = network;
    expected = network.classes();
    labels = table.select(Columns.column(label)).where(Columns.column(label).isNotNull());
  }

  /**
   * Packs a table with the classes that its labels have.
   *
   * @param labels the columns to learn
   * @param say takes a line on what the classes are
   * @param packer packs with the names of the classes in the order of the outputs, of which there
   *     are none where labels are the numbers of the outputs, or no classes
   * @throws BadDataException where the classes are not as many as the network can tell apart
   */
  public static ShardedData pack(
      Dataset<Row> table,
      List<String> labels,
      Network network,
      Consumer<String> say,
      Function<List<String>, ShardedData> packer) {
    if (labels.size() != 1 || network.classes() == 0) {
      return packer.apply(List.of());
    }
    String label = labels.get(0);
    DataType type = table.schema().apply(label).dataType();
    if (!(type instanceof StringType) && !(type instanceof NumericType)) {
      return packer.apply(List.of());
    }
    ClassNames classes = new ClassNames(table, label, network);
    if (type instanceof StringType && classes.beginWithName()) {
      return packer.apply(classes.find(null));
    }
    try {
      return packer.apply(List.of());
    } catch (BadRowException bad) {
      if (!bad.isOnLabel()) {
        throw bad;
      }
      List<String> names = classes.find(bad);
      say.accept(
          "the labels "
              + MessageText.list(names)
              + " are the classes, in the order of the outputs");
      return packer.apply(names);
    }
  }

  private boolean beginWithName() {
    List<Row> first = labels.takeAsList(1);
    return !first.isEmpty() && !Numerals.isNumber(first.get(0).getString(0));
  }

  /**
   * The classes in the order of the outputs: numbers by size, names by the alphabet.
   *
   * @param bad the first label that is not the number of an output; null where that is not known
   */
  private List<String> find(BadRowException bad) {
    Dataset<String> distinct = distinct();
    List<String> texts = distinct.limit(LOOKED_AT + 1).collectAsList();
    boolean isOfNumbers = texts.stream().allMatch(Numerals::isNumber);
    if (bad != null && isOfNumbers && !texts.stream().allMatch(ClassNames::isWhole)) {
      throw bad; // numbers to be learned as such, by another network
    }
    List<String> names =
        isOfNumbers
            ? texts.stream()
                .map(Numerals::className)
                .distinct()
                .sorted(Comparator.comparingDouble(Double::parseDouble))
                .toList()
            : texts.stream().sorted().toList();
    if (names.size() == expected) {
      return names;
    }
    long outputs = names.stream().filter(name -> isNumberOfOutput(name)).count();
    if (bad != null && outputs > 0 && names.size() - outputs == 1) {
      throw bad; // one label that does not belong to the others
    }
    throw otherCount(names, texts.size() > LOOKED_AT ? distinct.count() : names.size());
  }

  private Dataset<String> distinct() {
    return labels.distinct().map((MapFunction<Row, String>) ClassNames::text, Encoders.STRING());
  }

  private static String text(Row row) {
    Object cell = row.get(0);
    return cell instanceof Number ? Numerals.className(cell) : cell.toString();
  }

  private static boolean isWhole(String number) {
    double value = Double.parseDouble(number);
    return value == Math.rint(value);
  }

  private boolean isNumberOfOutput(String name) {
    return IntStream.range(0, expected).mapToObj(String::valueOf).anyMatch(name::equals);
  }

  private BadDataException otherCount(List<String> names, long count) {
    if (count == 1) {
      return new BadDataException(
          "all rows have the label '"
              + MessageText.shortened(names.get(0))
              + "'; a classifier needs at least two classes");
    }
    return new BadDataException(
        "column '"
            + MessageText.shortened(label)
            + "' has "
            + count
            + " classes ("
            + MessageText.list(names, count)
            + ") but the network '"
            + network
            + "' tells "
            + expected
            + " apart; let it end in '"
            + count
            + " softmax', or correct the labels");
  }
}
