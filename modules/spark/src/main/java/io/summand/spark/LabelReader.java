package io.summand.spark;

import io.summand.compute.Loss;
import io.summand.nn.Network;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;

/** Turns a label into the number a network's loss expects, or says why it cannot. */
final class LabelReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final Loss loss;
  private final int outputs;
  private final HashMap<String, Integer> classes = new HashMap<>();

  /**
   * @param classNames the names of the classes in the order of the outputs; empty where labels are
   *     numbers already
   */
  LabelReader(Network network, List<String> classNames) {
    loss = network.loss();
    outputs = network.outputs();
    for (int i = 0; i < classNames.size(); i++) {
      classes.put(classNames.get(i), i);
    }
  }

  /** The target for a cell. */
  float read(Object cell, String column) {
    if (cell == null) {
      throw new BadCell("the label in column '" + column + "' is missing");
    }
    if (!classes.isEmpty()) {
      Integer index = classes.get(cell.toString());
      if (index == null) {
        throw new BadCell(
            "the label '"
                + cell
                + "' in column '"
                + column
                + "' is none of the classes "
                + Names.list(classes.keySet().stream().sorted().toList()));
      }
      return index;
    }
    float value = BadCell.number(cell, column);
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
      requireClass(value, cell, column);
    } else if (loss == Loss.BINARY_CROSS_ENTROPY && !(value >= 0 && value <= 1)) {
      throw new BadCell("the label " + cell + " in column '" + column + "' is not in [0, 1]");
    }
    return value;
  }

  private void requireClass(float value, Object cell, String column) {
    if (value != Math.rint(value)) {
      throw new BadCell("the label " + cell + " in column '" + column + "' is not an integer");
    }
    if (value < 0 || value >= outputs) {
      throw new BadCell(
          "the label "
              + cell
              + " in column '"
              + column
              + "' is not a class in [0, "
              + outputs
              + ")");
    }
  }

  /** The numbers of a row's target. */
  int targets() {
    return loss.targets(outputs);
  }
}
