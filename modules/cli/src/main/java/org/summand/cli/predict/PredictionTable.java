package org.summand.cli.predict;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.summand.cli.output.Output;
import org.summand.spark.table.Columns;

/** Fits the data with their predictions to a format: its types, and the columns it can hold. */
final class PredictionTable {
  /** Whole numbers that are written in one way only: {@code 007} is a name. */
  private static final String WHOLE = "-?(0|[1-9][0-9]{0,17})";

  private static final String DECIMAL = "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?";

  private PredictionTable() {}

  /**
   * The predictions, ready to be written.
   *
   * @param data the table that they are for
   */
  static Dataset<Row> fitting(
      Dataset<Row> predictions, Dataset<Row> data, PredictionFormat format, Output output) {
    return format == PredictionFormat.csv ? flat(predictions, output) : typed(predictions, data);
  }

  /** Without the columns of arrays, structures and vectors, which CSV cannot hold. */
  private static Dataset<Row> flat(Dataset<Row> predictions, Output output) {
    List<String> unfit =
        Arrays.stream(predictions.schema().fields())
            .filter(field -> hasParts(field.dataType()))
            .map(StructField::name)
            .toList();
    if (!unfit.isEmpty()) {
      output.say("left out of the CSV, which has no place for it: " + String.join(", ", unfit));
    }
    return predictions.drop(unfit.toArray(String[]::new));
  }

  private static boolean hasParts(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof UserDefinedType;
  }

  /**
   * With numbers as numbers. CSV is read as texts; a column of which every text is a number, and
   * would be the same again if it were written as one, becomes one of numbers.
   */
  private static Dataset<Row> typed(Dataset<Row> predictions, Dataset<Row> data) {
    List<String> texts =
        Arrays.stream(data.schema().fields())
            .filter(field -> field.dataType() instanceof StringType)
            .map(StructField::name)
            .toList();
    if (texts.isEmpty()) {
      return predictions;
    }
    List<Column> counts = new ArrayList<>();
    for (String name : texts) {
      counts.add(count(Columns.column(name)));
      counts.add(count_if(Columns.column(name).rlike("^" + WHOLE + "$")));
      counts.add(count_if(Columns.column(name).rlike("^" + DECIMAL + "$")));
    }
    Column[] others = counts.subList(1, counts.size()).toArray(Column[]::new);
    Row found = data.agg(counts.get(0), others).head();
    Dataset<Row> typed = predictions;
    for (int i = 0; i < texts.size(); i++) {
      long cells = found.getLong(3 * i);
      if (cells > 0 && found.getLong(3 * i + 2) == cells) {
        boolean isWhole = found.getLong(3 * i + 1) == cells;
        DataType type = isWhole ? DataTypes.LongType : DataTypes.DoubleType;
        typed = typed.withColumn(texts.get(i), Columns.column(texts.get(i)).cast(type));
      }
    }
    return typed;
  }
}
