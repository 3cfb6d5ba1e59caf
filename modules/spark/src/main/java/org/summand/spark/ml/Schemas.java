package org.summand.spark.ml;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.spark.predict.Predictor;

/** Checks and extends the schema of a table, before a row is read. */
final class Schemas {
  private Schemas() {}

  /**
   * The table's columns and behind them those of the predictions, which it must not have already.
   */
  static StructType with(StructType schema, List<StructField> predictions) {
    Predictor.requireFree(schema, predictions);
    StructType all = schema;
    for (StructField field : predictions) {
      all = all.add(field);
    }
    return all;
  }

  /**
   * Refuses feature vectors that are, by their metadata, of another width than a network takes.
   *
   * @param network as the message names it
   */
  static void requireWidth(StructType schema, String column, int expected, Object network) {
    StructField field = schema.apply(column);
    int width = isVector(field) ? AttributeGroup.fromStructField(field).size() : -1;
    if (width >= 0 && width != expected) {
      throw new IllegalArgumentException(
          "column '"
              + column
              + "' has vectors of "
              + width
              + " numbers, but the network '"
              + network
              + "' takes "
              + expected
              + "; change its first width");
    }
  }

  static boolean isVector(StructField field) {
    return field.dataType().equals(SQLDataTypes.VectorType());
  }
}
