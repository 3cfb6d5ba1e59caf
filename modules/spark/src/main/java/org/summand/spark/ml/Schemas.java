package org.summand.spark.ml;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.nn.Network;
import org.summand.spark.predict.PredictionWriter;
import org.summand.spark.predict.Predictor;

/** Checks and extends the schema of a table, before a row is read. */
final class Schemas {
  private Schemas() {}

  /**
   * The table's columns and behind them those of the predictions, which it must not have already.
   */
  static StructType with(StructType schema, PredictionWriter predictions) {
    Predictor.requireFree(schema, predictions);
    StructType all = schema;
    for (StructField field : predictions.fields()) {
      all = all.add(field);
    }
    return all;
  }

  /** Refuses feature vectors that are, by their metadata, of another width than the network's. */
  static void requireWidth(StructType schema, String featuresCol, Network network) {
    StructField field = schema.apply(featuresCol);
    int width = isVector(field) ? AttributeGroup.fromStructField(field).size() : -1;
    if (width >= 0 && width != network.inputs()) {
      throw new IllegalArgumentException(
          "column '"
              + featuresCol
              + "' has vectors of "
              + width
              + " numbers, but the network '"
              + network
              + "' takes "
              + network.inputs()
              + "; change its first width");
    }
  }

  static boolean isVector(StructField field) {
    return field.dataType().equals(SQLDataTypes.VectorType());
  }
}
