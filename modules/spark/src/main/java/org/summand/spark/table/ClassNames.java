package org.summand.spark.table;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.summand.data.BadDataException;
import org.summand.data.LabelTask;
import org.summand.nn.Head;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/**
 * Finds the classes of labels for a network that is known and tells so many apart: names, or
 * numbers other than those of the outputs, such as −1 and 1. A table is first packed as if its
 * labels were those numbers, unless its first label is a name, so that the usual labels cost no
 * pass of their own.
 */
public final class ClassNames {
  private final LabelColumn labels;
  private final String label;
  private final Head head;
  private final int expected;

  private ClassNames(Dataset<Row> table, String label, Head head) {
    this.label = label;

    this.head = head;
    expected = head.classes();
    labels = new LabelColumn(table, label, CellReader.usual());
  }

  /**
   * Packs a table with the classes that its labels have.
   *
   * @param labels the columns to learn
   * @param packer packs with the names of the classes in the order of the outputs, of which there
   *     are none where labels are the numbers of the outputs, or no classes
   * @param <T> what comes of packing
   * @throws BadDataException where the classes are not as many as the network can tell apart, or a
   *     label is missing
   */
  public static <T> T pack(
      Dataset<Row> table, List<String> labels, Head head, Function<List<String>, T> packer) {
    try {
      return packTrying(table, labels, head, packer);
    } catch (BadRowException bad) {
      if (!bad.isLabelMissing()) {
        throw bad;
      }
      throw bad.withRemedy(LabelColumn.missingInWords(table, labels, CellReader.usual()));
    }
  }

  private static <T> T packTrying(
      Dataset<Row> table, List<String> labels, Head head, Function<List<String>, T> packer) {
    if (labels.size() > 1 && head.isSeveralTimesYesOrNo()) {
      return packYesAndNo(table, labels, packer);
    }
    if (labels.size() != 1 || head.classes() == 0) {
      return packer.apply(List.of());
    }
    String label = labels.get(0);
    DataType type = table.schema().apply(label).dataType();
    if (!(type instanceof StringType) && !(type instanceof NumericType)) {
      return packer.apply(List.of());
    }
    ClassNames classes = new ClassNames(table, label, head);
    if (type instanceof StringType && classes.beginWithName()) {
      return packer.apply(classes.find(null));
    }
    try {
      return packer.apply(List.of());
    } catch (BadRowException bad) {
      if (!bad.isOnLabel()) {
        throw bad;
      }
      return packer.apply(classes.find(bad));
    }
  }

  /** Of several labels that are yes or no each, by other names than 0 and 1. */
  private static <T> T packYesAndNo(
      Dataset<Row> table, List<String> labels, Function<List<String>, T> packer) {
    try {
      return packer.apply(List.of());
    } catch (BadRowException bad) {
      if (!bad.isOnLabel()) {
        throw bad;
      }
      return packer.apply(new LabelSurvey(table, labels, LabelTask.CLASSES).find().classes());
    }
  }

  private boolean beginWithName() {
    List<Row> first = labels.present().takeAsList(1);
    return !first.isEmpty() && !Numerals.isNumber(first.get(0).getString(0));
  }

  /**
   * The classes in the order of the outputs.
   *
   * @param bad the first label that is not the number of an output; null where that is not known
   */
  private List<String> find(BadRowException bad) {
    LabelColumn.Distinct all = labels.distinct(expected);
    List<String> names = all.texts();
    if (bad != null
        && names.stream().allMatch(Numerals::isNumber)
        && !names.stream().allMatch(ClassNames::isWhole)) {
      throw bad; // numbers to be learned as such, by another network
    }
    if (all.count() == expected) {
      return names;
    }
    long outputs = names.stream().filter(name -> isNumberOfOutput(name)).count();
    if (bad != null && outputs > 0 && names.size() - outputs == 1) {
      throw bad; // one label that does not belong to the others
    }
    throw otherCount(names, all.count());
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
            + ") but a network that ends in '"
            + head
            + "' tells "
            + expected
            + " apart; let it end in '"
            + count
            + " softmax', or correct the labels");
  }
}
