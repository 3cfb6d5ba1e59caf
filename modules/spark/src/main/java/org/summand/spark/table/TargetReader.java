package org.summand.spark.table;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.nn.Head;
import org.summand.table.BadCellException;
import org.summand.table.CellReader;
import org.summand.table.MessageText;

/** Reads what a row teaches: its targets and its weight, and whether it is held out. */
final class TargetReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] labelAt;
  private final String[] labelNames;
  private final int weightAt;
  private final String weightName;
  private final int validationAt;

  /** One for each column. */
  private final LabelReader[] labels;

  private final CellReader cells;

  /**
   * @param classNames the names of the classes in the order of the outputs, label by label; empty
   *     where labels are the numbers of the outputs
   * @throws BadDataException where a column is of a type that cannot be read so, or there are more
   *     or fewer labels than the network learns
   */
  TargetReader(
      StructType schema, Columns columns, Head head, List<String> classNames, CellReader cells) {
    labelNames = columns.labels().toArray(String[]::new);
    labelAt = columns.labels().stream().mapToInt(schema::fieldIndex).toArray();
    weightName = columns.weight().orElse("");
    weightAt = columns.weight().map(schema::fieldIndex).orElse(-1);
    validationAt = columns.validation().map(schema::fieldIndex).orElse(-1);
    this.cells = cells;
    int names = labelAt.length > 1 ? classNames.size() / labelAt.length : classNames.size();
    labels = new LabelReader[labelAt.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new LabelReader(head, classNames.subList(i * names, (i + 1) * names), cells);
    }
    requireTypes(schema, head);
  }

  private void requireTypes(StructType schema, Head head) {
    for (int at : labelAt) {
      requireType(schema, at);
    }
    if (validationAt >= 0
        && !schema.fields()[validationAt].dataType().equals(DataTypes.BooleanType)) {
      throw new BadDataException(
          "column '"
              + schema.fields()[validationAt].name()
              + "' marks rows for validation, so it must be boolean, not "
              + schema.fields()[validationAt].dataType().simpleString());
    }
    boolean isVector = FeatureReader.isVector(schema.fields()[labelAt[0]].dataType());
    if (!isVector && labelAt.length != head.targets()) {
      throw new BadDataException(
          labelAt.length
              + " label columns are named but a network that ends in '"
              + head
              + "' learns "
              + head.targets());
    }
  }

  private void requireType(StructType schema, int at) {
    DataType type = schema.fields()[at].dataType();
    boolean isFit =
        type instanceof NumericType
            || type instanceof StringType
            || type instanceof BooleanType
            || (labelAt.length == 1 && FeatureReader.isVector(type));
    if (!isFit) {
      throw new BadDataException(
          "column '"
              + schema.fields()[at].name()
              + "' is of type "
              + type.simpleString()
              + "; a number or a vector of numbers is needed");
    }
  }

  /** The targets of a row. */
  int targets() {
    return labelAt.length == 1 ? labels[0].targets() : labelAt.length;
  }

  /** Writes a row's targets, and behind them its weight. */
  void read(Row row, float[] to, int at) {
    int next = at;
    for (int i = 0; i < labelAt.length; i++) {
      next = readLabel(row.get(labelAt[i]), i, to, next);
    }
    to[next] = weightAt < 0 ? 1 : weight(row.get(weightAt));
  }

  private int readLabel(Object cell, int label, float[] to, int at) {
    String column = labelNames[label];
    if (cell instanceof Vector vector) {
      if (vector.size() != targets()) {
        throw new BadCellException(
            "the vector in column '"
                + MessageText.shortened(column)
                + "' has "
                + vector.size()
                + " numbers where the network learns "
                + targets());
      }
      for (int i = 0; i < vector.size(); i++) {
        to[at + i] = labels[label].read(vector.apply(i), column);
      }
      return at + vector.size();
    }
    to[at] = labels[label].read(cell, column);
    return at + 1;
  }

  private float weight(Object cell) {
    float weight;
    try {
      weight = cells.present(cell, weightName);
    } catch (BadCellException notNumber) {
      // No word that could be learned from.
      throw new BadCellException(notNumber.getMessage());
    }
    if (weight < 0) {
      throw new BadCellException("the row's weight is " + weight + ", less than 0");
    }
    return weight;
  }

  /** Whether the table marks its validation rows itself. */
  boolean marksValidation() {
    return validationAt >= 0;
  }

  /** Whether a row is marked for validation. */
  boolean isValidation(Row row) {
    if (row.isNullAt(validationAt)) {
      throw new BadCellException("the validation column has no value");
    }
    return row.getBoolean(validationAt);
  }
}
