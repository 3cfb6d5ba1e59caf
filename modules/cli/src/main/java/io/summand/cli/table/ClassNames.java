package io.summand.cli.table;

import io.summand.compute.Loss;
import io.summand.data.BadDataException;
import io.summand.nn.Network;
import io.summand.spark.Names;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;

/** Finds the classes of labels that are names, not numbers. */
public final class ClassNames {
  /** How many more classes than outputs are looked for, to be named in a message. */
  private static final int TOO_MANY = 100;

  private ClassNames() {}

  /**
   * The classes in the order of the network's outputs, which is that of the alphabet; empty where
   * labels are numbers or the network does not choose a class.
   *
   * @throws BadDataException where they are not as many as the network can tell apart
   */
  public static List<String> find(Dataset<Row> table, String label, Network network) {
    int expected = classes(network);
    if (expected == 0 || !(table.schema().apply(label).dataType() instanceof StringType)) {
      return List.of();
    }
    List<String> names = distinct(table, label, expected + TOO_MANY);
    if (names.stream().allMatch(Numerals::isNumber)) {
      return List.of();
    }
    requireCount(names, expected, label, network);
    return names;
  }

  /** The first so many names; found in one pass of one stage, because they are few. */
  private static List<String> distinct(Dataset<Row> table, String label, int most) {
    Column column = functions.col("`" + label.replace("`", "``") + "`");
    FlatMapFunction<Iterator<String>, String> few = rows -> few(rows, most).iterator();
    return table
        .select(column)
        .where(column.isNotNull())
        .as(Encoders.STRING())
        .javaRDD()
        .mapPartitions(few)
        .collect()
        .stream()
        .distinct()
        .sorted()
        .limit(most)
        .toList();
  }

  private static Set<String> few(Iterator<String> rows, int most) {
    Set<String> names = new HashSet<>();
    while (rows.hasNext() && names.size() < most) {
      names.add(rows.next());
    }
    return names;
  }

  private static int classes(Network network) {
    if (network.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
      return network.outputs();
    }
    return network.loss() == Loss.BINARY_CROSS_ENTROPY && network.outputs() == 1 ? 2 : 0;
  }

  private static void requireCount(
      List<String> names, int expected, String label, Network network) {
    if (names.size() == 1) {
      throw new BadDataException(
          "all rows have the label '"
              + names.get(0)
              + "'; a classifier needs at least two classes");
    }
    if (names.size() != expected) {
      throw new BadDataException(
          "column '"
              + label
              + "' has "
              + names.size()
              + " classes ("
              + Names.list(names)
              + ") but the network '"
              + network
              + "' tells "
              + expected
              + " apart; let it end in '"
              + names.size()
              + " softmax', or correct the labels");
    }
  }
}
