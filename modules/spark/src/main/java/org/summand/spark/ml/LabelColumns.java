package org.summand.spark.ml;

import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that an estimator learns. */
final class LabelColumns {
  private LabelColumns() {}

  /**
   * The names of the columns: {@code labelCols}, or {@code labelCol} alone.
   *
   * @throws IllegalArgumentException where both are set, or a column is named twice
   */
  static List<String> of(MlpParams params) {
    if (!params.isDefined(params.labelCols())) {
      return List.of(params.getLabelCol());
    }
    if (params.isSet(params.labelCol())) {
      throw new IllegalArgumentException(
          "labelCols, which names several columns to learn, and labelCol, which names one, are both"
              + " set; clear one of them");
    }
    List<String> names = InputColumns.names(params, params.labelCols());
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "labelCols names no column; name those to learn, or clear it to use labelCol");
    }
    return names;
  }

  /** The columns in a table that has them. */
  static List<StructField> of(MlpParams params, StructType schema) {
    return of(params).stream().map(schema::apply).toList();
  }
}
