package org.summand.cli.table;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.data.BadDataException;
import org.summand.spark.table.MessageText;

/** Reads a data set as a table, each format with what it needs. */
public sealed interface TableReader permits CsvReader, LibsvmReader, ColumnsReader, IdxReader {
  /**
   * What is done with the rows of a table.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * The table, its rows not yet read.
   *
   * @param say takes a line on what was left out
   * @throws RequestException where it is not of this format
   * @throws BadDataException where it is empty, or can be seen to be damaged
   */
  Dataset<Row> read(SparkSession spark, Consumer<String> say);

  /**
   * The rows, read here and now without Spark, where they are so few that this takes less time than
   * to start it.
   *
   * @param say takes a line on what was left out
   * @return empty where they are not few, or anything is wrong with them: Spark's reader will say
   */
  default Optional<LocalRows> few(Consumer<String> say) {
    return Optional.empty();
  }

  /**
   * The same rows in the same partitions with two columns more, {@link RowPlaces#FILE} and {@link
   * RowPlaces#BLOCK}.
   */
  Optional<Dataset<Row>> placed(SparkSession spark);

  /** The line, counted from 1, of a row of a file, counted from 0; empty in files without lines. */
  OptionalLong line(String file, long row);

  /**
   * Does something with the rows of the table, such as to pack them.
   *
   * @throws BadDataException where one cannot be used, or a file not be read, naming file and line
   */
  default <T> T namingRows(SparkSession spark, Work<T> work) throws IOException {
    return BadRows.named(this, spark, work);
  }

  /**
   * The reader for some data.
   *
   * @param inputs the features that the network takes
   * @param needsLabels whether a data set that keeps its labels in a file of their own must have it
   * @throws RequestException where there are none, or their format cannot be told
   */
  static TableReader of(DataSettings data, int inputs, boolean needsLabels, Configuration hadoop) {
    DataFiles files = new DataFiles(data.requiredPath(), hadoop);
    DataFormat format = data.format() == DataFormat.AUTO ? files.format() : data.format();
    return switch (format) {
      case CSV -> new CsvReader(files, data);
      case LIBSVM -> new LibsvmReader(files, inputs);
      case PARQUET, JSON, ORC -> new ColumnsReader(files, format);
      case IDX -> IdxReader.of(files.path(), data, needsLabels, hadoop);
      case AUTO -> throw new IllegalStateException("a format that was not told");
    };
  }

  /** Says which files are not read. */
  static void sayDocuments(DataFiles files, Consumer<String> say) {
    if (!files.documents().isEmpty()) {
      say.accept("not read, being no data: " + MessageText.list(files.documents()));
    }
  }
}
