package org.summand.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.summand.model.Predictions;
import org.summand.spark.predict.PredictionWriter;

/** A regression's column: a number, or a vector where the network has several outputs. */
final class NumberPredictionWriter implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private final Predictions predictions;
  private final String prediction;

  NumberPredictionWriter(Predictions predictions, String prediction) {
    this.predictions = predictions;
    this.prediction = prediction;
  }

  @Override
  public List<StructField> fields() {
    return fields(prediction, predictions.outputs() == 1);
  }

  /** The column, which does not depend on what is learned. */
  static List<StructField> fields(String prediction, boolean isOneNumber) {
    return List.of(
        isOneNumber
            ? NumericAttribute.defaultAttr().withName(prediction).toStructField()
            : DataTypes.createStructField(
                prediction, SQLDataTypes.VectorType(), false, Metadata.empty()));
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    float[] row = predictions.of(z, from);
    cells[at] = row.length == 1 ? (Object) (double) row[0] : vector(row);
  }

  /** The numbers of a row. */
  static Vector vector(float[] row) {
    double[] numbers = new double[row.length];
    Arrays.setAll(numbers, i -> row[i]);
    return Vectors.dense(numbers);
  }
}
