package org.summand.spark.table;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.nn.Network;
import org.summand.table.BadCellException;

/**
 * Reads a table's row into floats: the features, the targets, the row's weight. Every number is
 * checked here, once, so that nothing below need look again.
 */
public final class RowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final int inputs;
  private final int[] featureAt;
  private final String[] featureNames;
  private final int[] labelAt;
  private final String[] labelNames;
  private final int weightAt;
  private final int validationAt;
  private final LabelReader labels;

  private final CategoryCells categories;

  /** How many numbers the one vector or array column has; 0 where there is none. */
  private final int vectorWidth;

  public RowReader(StructType schema, Columns columns, Network network, List<String> classNames) {
    inputs = network.inputs();
    featureNames = columns.features().toArray(String[]::new);
    featureAt = indices(schema, columns.features());
    labelNames = columns.labels().toArray(String[]::new);
    labelAt = indices(schema, columns.labels());
    weightAt = columns.weight().map(schema::fieldIndex).orElse(-1);
    validationAt = columns.validation().map(schema::fieldIndex).orElse(-1);
    labels = new LabelReader(network, classNames);
    vectorWidth = vectorWidth(schema);
    categories = new CategoryCells(schema, columns.features(), network, vectorWidth);
    requireTypes(schema, network);
  }

  private static int[] indices(StructType schema, List<String> names) {
    return names.stream().mapToInt(schema::fieldIndex).toArray();
  }

  private int vectorWidth(StructType schema) {
    int vectors = 0;
    for (int at : featureAt) {
      vectors += isVector(schema.fields()[at].dataType()) ? 1 : 0;
    }
    int scalars = featureAt.length - vectors;
    if (vectors > 1) {
      throw new BadDataException(
          "the features hold "
              + vectors
              + " vector columns, but one at most can be used; join them with a VectorAssembler");
    }
    if (vectors == 0 ? scalars != inputs : scalars >= inputs) {
      throw new BadDataException(
          "the table has "
              + scalars
              + " feature columns"
              + (vectors == 0 ? "" : " beside the vector column")
              + " but the network takes "
              + inputs
              + " inputs; name the features or change the"
              + " network's first number");
    }
    return vectors == 0 ? 0 : inputs - scalars;
  }

  private void requireTypes(StructType schema, Network network) {
    for (int at : featureAt) {
      requireType(schema, at, true);
    }
    for (int at : labelAt) {
      requireType(schema, at, labelAt.length == 1);
    }
    if (validationAt >= 0
        && !schema.fields()[validationAt].dataType().equals(DataTypes.BooleanType)) {
      throw new BadDataException(
          "column '"
              + schema.fields()[validationAt].name()
              + "' marks rows for validation, so it must be boolean, not "
              + schema.fields()[validationAt].dataType().simpleString());
    }
    if (labelAt.length == 0) {
      // To predict, features are enough.
      return;
    }
    boolean isVector = isVector(schema.fields()[labelAt[0]].dataType());
    if (!isVector && labelAt.length != network.targets()) {
      throw new BadDataException(
          labelAt.length
              + " label columns are named but the network '"
              + network
              + "' learns "
              + network.targets());
    }
  }

  private static void requireType(StructType schema, int at, boolean mayBeVector) {
    DataType type = schema.fields()[at].dataType();
    boolean isFit =
        type instanceof NumericType
            || type instanceof StringType
            || type instanceof BooleanType
            || (mayBeVector && isVector(type));
    if (!isFit) {
      throw new BadDataException(
          "column '"
              + schema.fields()[at].name()
              + "' is of type "
              + type.simpleString()
              + "; a number or a vector of numbers is needed");
    }
  }

  /** Whether a cell holds several numbers. */
  static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  /** The floats of a packed row: features, targets, weight. */
  public int width() {
    return inputs + targets() + 1;
  }

  /** The features of a row. */
  public int inputs() {
    return inputs;
  }

  private int targets() {
    return labelAt.length == 1 && labels.targets() > 1 ? labels.targets() : labelAt.length;
  }

  /** Writes a row's floats to {@code to[at … at + width)}. */
  public void read(Row row, float[] to, int at) {
    int next = at;
    for (int i = 0; i < featureAt.length; i++) {
      next = readFeature(row.get(featureAt[i]), featureNames[i], to, next);
    }
    categories.check(to, next);
    for (int i = 0; i < labelAt.length; i++) {
      next = readLabel(row.get(labelAt[i]), labelNames[i], to, next);
    }
    to[next] = weightAt < 0 ? 1 : weight(row.get(weightAt), row.schema(), weightAt);
  }

  /** Whether a row is marked for validation. */
  public boolean isValidation(Row row) {
    if (row.isNullAt(validationAt)) {
      throw new BadCellException("the validation column has no value");
    }
    return row.getBoolean(validationAt);
  }

  /** Whether the table marks its validation rows itself. */
  public boolean marksValidation() {
    return validationAt >= 0;
  }

  private int readFeature(Object cell, String column, float[] to, int at) {
    if (cell instanceof Vector vector) {
      requireWidth(vector.size(), "takes", vectorWidth, column);
      VectorCells.read(vector, column, to, at);
      return at + vectorWidth;
    }
    if (cell instanceof scala.collection.Seq<?> array) {
      requireWidth(array.length(), "takes", vectorWidth, column);
      VectorCells.read(array, column, to, at);
      return at + vectorWidth;
    }
    to[at] = BadCellException.number(cell, column);
    return at + 1;
  }

  private int readLabel(Object cell, String column, float[] to, int at) {
    if (cell instanceof Vector vector) {
      requireWidth(vector.size(), "learns", targets(), column);
      for (int i = 0; i < vector.size(); i++) {
        to[at + i] = labels.read(vector.apply(i), column);
      }
      return at + vector.size();
    }
    to[at] = labels.read(cell, column);
    return at + 1;
  }

  private static void requireWidth(int came, String verb, int expected, String column) {
    if (came != expected) {
      throw new BadCellException(
          "the vector in column '"
              + column
              + "' has "
              + came
              + " numbers where the network "
              + verb
              + " "
              + expected);
    }
  }

  private static float weight(Object cell, StructType schema, int at) {
    float weight =
        BadCellException.number(cell, schema == null ? "weight" : schema.fieldNames()[at]);
    if (weight < 0) {
      throw new BadCellException("the row's weight is " + weight + ", less than 0");
    }
    return weight;
  }
}
