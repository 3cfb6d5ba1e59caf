package io.summand.cli.table;

import io.summand.cli.config.DataFormat;
import io.summand.cli.config.DataSettings;
import io.summand.cli.config.RequestException;
import io.summand.data.BadDataException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads a data set as a table, each format with what it needs. */
public sealed interface TableReader permits CsvReader, LibsvmReader, ColumnsReader, IdxReader {
  /**
   * The table, its rows not yet read.
   *
   * @throws RequestException where it is not of this format
   * @throws BadDataException where it is empty, or can be seen to be damaged
   */
  Dataset<Row> read(SparkSession spark);

  /**
   * The reader for some data.
   *
   * @param inputs the features that the network takes
   * @param needsLabels whether a data set that keeps its labels in a file of their own must have it
   * @throws RequestException where there are none, or their format cannot be told
   */
  static TableReader of(DataSettings data, int inputs, boolean needsLabels, Configuration hadoop) {
    String path = data.requiredPath();
    DataFiles files = new DataFiles(path, hadoop);
    DataFormat format = data.format() == DataFormat.AUTO ? files.format() : data.format();
    return switch (format) {
      case CSV -> new CsvReader(path, data.header(), data.separator(), data.labels());
      case LIBSVM -> new LibsvmReader(path, inputs);
      case PARQUET, JSON, ORC -> new ColumnsReader(path, format);
      case IDX -> IdxReader.of(path, data, needsLabels, hadoop);
      case AUTO -> throw new IllegalStateException("a format that was not told");
    };
  }
}
