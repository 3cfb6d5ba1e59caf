package io.summand.cli.table;

import io.summand.cli.config.DataFormat;
import io.summand.data.BadDataException;
import io.summand.train.EnumText;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files that name and type their own columns: Parquet, JSON (an object a line) and ORC. */
record ColumnsReader(String path, DataFormat format) implements TableReader {
  /** Where Spark puts a line that is not JSON. */
  private static final String BROKEN_LINE = "_corrupt_record";

  @Override
  public Dataset<Row> read(SparkSession spark) {
    Dataset<Row> table =
        Tables.table(path, format, () -> spark.read().format(EnumText.of(format)).load(path));
    if (format == DataFormat.JSON
        && Arrays.asList(table.schema().fieldNames()).contains(BROKEN_LINE)) {
      throw new BadDataException(
          path + " has lines that are not JSON objects; each line must be one, as in {\"x\": 1}");
    }
    return table;
  }
}
