package org.summand.spark.predict;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/** The columns that a network's predictions take, and how they are filled. */
public interface PredictionWriter extends Serializable {
  /** The names and types of the columns. */
  List<StructField> fields();

  /**
   * Writes the cells of one row.
   *
   * @param z the network's raw outputs, those of this row from {@code from} on
   * @param cells takes as many cells as there are {@link #fields}, from {@code at} on
   */
  void write(float[] z, int from, Object[] cells, int at);
}
