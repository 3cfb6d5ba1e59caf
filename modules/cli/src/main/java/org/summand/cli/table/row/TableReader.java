package org.summand.cli.table.row;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.file.DataFiles;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.table.MessageText;

/** Reads a data set as a table; each format has an implementation. */
public interface TableReader {
  /** Something to do with the rows of a table. * @param <T> what comes of it */
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
  default Optional<LocalRows> readLocally(Consumer<String> say) {
    return Optional.empty();
  }

  /**
   * The same rows in the same partitions with two columns more, {@link RowLocator#FILE} and {@link
   * RowLocator#BLOCK}.
   */
  Optional<Dataset<Row>> placed(SparkSession spark);

  /** How numbers of this format are scaled where nobody says. */
  default ScalingMethod scaling() {
    return ScalingMethod.ROBUST;
  }

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

  /** Says which files are not read. */
  static void sayDocuments(DataFiles files, Consumer<String> say) {
    if (!files.documents().isEmpty()) {
      say.accept("not read, being no data: " + MessageText.list(files.documents()));
    }
  }
}
