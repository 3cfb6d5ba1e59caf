package org.summand.spark.table;

import java.util.List;
import org.summand.compute.Loss;
import org.summand.nn.Network;
import org.summand.table.MessageText;

/**
 * What a table's label asks of a network.
 *
 * @param columns the columns it stands in, one or more
 * @param loss what the network makes small
 * @param outputs the numbers of its prediction
 * @param classes the names of the classes in the order of the outputs; empty where labels are the
 *     numbers of the outputs, or no classes
 */
public record Label(List<String> columns, Loss loss, int outputs, List<String> classes) {
  public Label {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
  }

  /** The label of a network that is known. */
  public static Label of(List<String> columns, Network network, List<String> classes) {
    return new Label(columns, network.loss(), network.outputs(), classes);
  }

  static Label ofClasses(String column, int count, List<String> names) {
    return new Label(List.of(column), Loss.SOFTMAX_CROSS_ENTROPY, count, names);
  }

  static Label ofNumbers(List<String> columns, int count) {
    return new Label(columns, Loss.SQUARED_ERROR, count, List.of());
  }

  /** Such as {@code label 'kind': 3 classes (aster, iris, rose)}. */
  @Override
  public String toString() {
    List<String> quoted =
        columns.stream().map(column -> "'" + MessageText.shortened(column) + "'").toList();
    return (columns.size() == 1 ? "label " : "labels ")
        + MessageText.list(quoted)
        + ": "
        + (loss.classifies() ? classesInWords() : outputs == 1 ? "a number" : outputs + " numbers");
  }

  private String classesInWords() {
    if (loss == Loss.BINARY_CROSS_ENTROPY && outputs > 1) {
      return outputs + " times yes or no";
    }
    int count = loss == Loss.BINARY_CROSS_ENTROPY ? 2 : outputs;
    return count
        + " classes ("
        + (classes.isEmpty() ? numbersBelow(count) : MessageText.list(classes))
        + ")";
  }

  private static String numbersBelow(int count) {
    return count == 2 ? "0, 1" : "0 to " + (count - 1);
  }
}
