package org.summand.cli.table;

import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.csv.CsvReader;
import org.summand.cli.table.file.DataFiles;
import org.summand.cli.table.idx.IdxReader;
import org.summand.cli.table.row.TableReader;

/** Finds the reader for some data. */
public final class TableReaders {
  private TableReaders() {}

  /**
   * The reader for some data.
   *
   * @param inputs the features that the network takes; empty where the data are to tell
   * @param needsLabels whether a data set that keeps its labels in a file of their own must have it
   * @throws RequestException where there are none, or their format cannot be told
   */
  public static TableReader of(
      DataSettings data, OptionalInt inputs, boolean needsLabels, Configuration hadoop) {
    DataFiles files = new DataFiles(data.requiredPath(), hadoop);
    DataFormat format = data.format() == DataFormat.AUTO ? files.format() : data.format();
    return switch (format) {
      case CSV -> new CsvReader(files, data);
      case LIBSVM -> new LibsvmReader(files, inputs);
      case PARQUET, JSON, ORC -> new TypedFileReader(files, format);
      case IDX -> IdxReader.of(files.path(), data, needsLabels, hadoop);
      case AUTO -> throw new IllegalStateException("a format that was not told");
    };
  }
}
