package org.summand.spark.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.summand.compute.Loss;
import org.summand.nn.Head;
import org.summand.table.BadCellException;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/** Turns a label into the number a network's loss expects, or says why it cannot. */
final class LabelReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final CellReader cells;
  private final Loss loss;
  private final int outputs;
  private final HashMap<String, Integer> classes = new HashMap<>();
  private final ArrayList<String> classNames;

  /**
   * @param classNames the names of the classes in the order of the outputs; empty where labels are
   *     the numbers of the outputs
   */
  LabelReader(Head head, List<String> classNames, CellReader cells) {
    this.cells = cells;
    loss = head.loss();
    outputs = head.outputs();
    this.classNames = new ArrayList<>(classNames);
    for (int i = 0; i < classNames.size(); i++) {
      classes.put(classNames.get(i), i);
    }
  }

  /** The target for a cell. */
  float read(Object cell, String column) {
    if (cell == null) {
      throw BadCellException.missingLabel(column);
    }
    if (!classes.isEmpty()) {
      return classOf(cell, column);
    }
    float value = number(cell, column);
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      requireClass(value, cell, column);
    } else if (loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY && !(value >= 0 && value <= 1)) {
      throw BadCellException.label(
          words(cell, column) + " is not in [0, 1]", "write 0 for no, 1 for yes");
    }
    requireCount(value, cell, column);
    return value;
  }

  private void requireCount(float value, Object cell, String column) {
    if (loss.kind() == Loss.Kind.POISSON && value < 0) {
      throw BadCellException.label(
          words(cell, column) + " is less than 0, and no count",
          "correct it, or learn numbers (task = numbers)");
    }
  }

  private int classOf(Object cell, String column) {
    Integer index = classes.get(cell.toString());
    if (index == null) {
      index = classes.get(Numerals.className(cell));
    }
    if (index == null) {
      throw BadCellException.label(
          "the label '"
              + MessageText.shortened(cell)
              + "' in column '"
              + MessageText.shortened(column)
              + "' is none of the classes "
              + MessageText.list(classNames),
          "");
    }
    return index;
  }

  private float number(Object cell, String column) {
    try {
      if (!(cell instanceof String text)) {
        return cells.present(cell, column);
      }
      float value = cells.number(text, column);
      if (Float.isNaN(value)) {
        throw BadCellException.missingLabel(column);
      }
      return value;
    } catch (BadCellException notNumber) {
      if (notNumber.isMissing()) {
        throw notNumber;
      }
      throw loss.classifies()
          ? BadCellException.label(notNumber.getMessage(), "")
          : new BadCellException(notNumber.getMessage());
    }
  }

  private void requireClass(float value, Object cell, String column) {
    String label = words(cell, column);
    if (value != Math.rint(value)) {
      throw BadCellException.label(label + " is not an integer", "number the classes from 0");
    }
    if (value < 0) {
      throw BadCellException.label(
          label + " is not a class in [0, " + outputs + ")", "number the classes from 0");
    }
    if (value >= outputs) {
      throw BadCellException.label(
          label + " is not a class in [0, " + outputs + ")",
          "correct it, number the classes from 0, or let the network end in '"
              + ((long) value + 1)
              + " softmax'");
    }
  }

  private static String words(Object cell, String column) {
    return "the label "
        + MessageText.shortened(cell)
        + " in column '"
        + MessageText.shortened(column)
        + "'";
  }

  /** The numbers of a row's target. */
  int targets() {
    return loss.targets(outputs);
  }
}
