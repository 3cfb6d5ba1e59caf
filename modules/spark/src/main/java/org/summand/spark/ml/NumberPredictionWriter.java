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
import org.summand.spark.predict.PredictionWriter;

/** A regression's column: a number, or a vector where the network has several outputs. */
final class NumberPredictionWriter implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private final int outputs;
  private final String prediction;

  NumberPredictionWriter(int outputs, String prediction) {
    this.outputs = outputs;
    this.prediction = prediction;
  }

  @Override
  public List<StructField> fields() {
    return List.of(
        outputs == 1
            ? NumericAttribute.defaultAttr().withName(prediction).toStructField()
            : DataTypes.createStructField(
                prediction, SQLDataTypes.VectorType(), false, Metadata.empty()));
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    if (outputs == 1) {
      cells[at] = (double) z[from];
      return;
    }
    cells[at] = vector(z, from, outputs);
  }

  /** The numbers of a row. */
  static Vector vector(float[] z, int from, int outputs) {
    double[] numbers = new double[outputs];
    Arrays.setAll(numbers, i -> z[from + i]);
    return Vectors.dense(numbers);
  }
}
