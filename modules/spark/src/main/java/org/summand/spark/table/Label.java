package org.summand.spark.table;

import java.util.List;
import java.util.stream.IntStream;
import org.summand.compute.Loss;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.table.MessageText;

/**
 * What a table's label asks of a network.
 *
 * @param columns the columns it stands in, one or more
 * @param head what the network predicts
 * @param classes the names of the classes in the order of the outputs, of several labels that are
 *     yes or no those of no and yes of each in turn; empty where labels are the numbers of the
 *     outputs, or no classes
 */
public record Label(List<String> columns, Head head, List<String> classes) {
  public Label {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
  }

  /** The label of a network that is known. */
  public static Label of(List<String> columns, Network network, List<String> classes) {
    return new Label(columns, network.head(), classes);
  }

  /** Several that are yes or no each. */
  static Label ofYesAndNo(List<String> columns, List<String> names) {
    return new Label(columns, new Head(Loss.BINARY_CROSS_ENTROPY, columns.size()), names);
  }

  static Label ofClasses(String column, int count, List<String> names) {
    return new Label(List.of(column), new Head(Loss.SOFTMAX_CROSS_ENTROPY, count), names);
  }

  /**
   * @param loss with which numbers are learned
   */
  static Label ofNumbers(List<String> columns, int count, Loss loss) {
    return new Label(columns, Head.ofNumbers(loss, count), List.of());
  }

  /** Such as {@code label 'kind': 3 classes (aster, iris, rose)}. */
  @Override
  public String toString() {
    List<String> quoted =
        columns.stream().map(column -> "'" + MessageText.shortened(column) + "'").toList();
    return (columns.size() == 1 ? "label " : "labels ")
        + MessageText.list(quoted)
        + ": "
        + predicted();
  }

  private String predicted() {
    int count = head.classes();
    if (!head.loss().classifies()) {
      return switch (head.loss().kind()) {
        case QUANTILES -> head + " of a number";
        case POISSON -> head.numbers() == 1 ? "a count" : head.numbers() + " counts";
        default -> head.numbers() == 1 ? "a number" : head.numbers() + " numbers";
      };
    }
    if (count == 0) {
      return head.outputs() + " times yes or no" + (classes.isEmpty() ? "" : " (" + pairs() + ")");
    }
    return count
        + " classes ("
        + (classes.isEmpty() ? numbersBelow(count) : MessageText.list(classes))
        + ")";
  }

  /** Such as {@code no or yes, absent or present}. */
  private String pairs() {
    return MessageText.list(
        IntStream.range(0, classes.size() / 2)
            .mapToObj(i -> classes.get(2 * i) + " or " + classes.get(2 * i + 1))
            .toList());
  }

  private static String numbersBelow(int count) {
    return count == 2 ? "0, 1" : "0 to " + (count - 1);
  }
}
