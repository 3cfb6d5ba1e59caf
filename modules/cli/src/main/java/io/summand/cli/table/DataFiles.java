package io.summand.cli.table;

import io.summand.cli.config.DataFormat;
import io.summand.cli.config.RequestException;
import io.summand.spark.HadoopFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files behind a path, looked at before Spark is asked to read them. */
final class DataFiles {
  private static final Map<String, DataFormat> ENDINGS =
      Map.of(
          "csv", DataFormat.CSV,
          "libsvm", DataFormat.LIBSVM,
          "svm", DataFormat.LIBSVM,
          "parquet", DataFormat.PARQUET,
          "json", DataFormat.JSON,
          "jsonl", DataFormat.JSON,
          "ndjson", DataFormat.JSON,
          "orc", DataFormat.ORC);

  private static final List<String> COMPRESSIONS =
      List.of("gz", "bz2", "zst", "snappy", "lz4", "deflate", "zlib");

  private static final String IDX_ENDING = "-ubyte";

  private final String path;
  private final FileSystem system;
  private final List<FileStatus> found;

  /**
   * @param path a file, a directory or a pattern
   * @throws RequestException where there is none
   */
  DataFiles(String path, Configuration hadoop) {
    this.path = path;
    try {
      Path pattern = new Path(path);
      system = HadoopFiles.of(pattern, hadoop);
      FileStatus[] matches = system.globStatus(pattern);
      found = matches == null ? List.of() : Arrays.asList(matches);
      if (found.isEmpty()) {
        throw new RequestException(
            "there is no file or directory "
                + path
                + ", looked for at "
                + system.makeQualified(pattern)
                + "; check data.path or --data");
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new RequestException(path + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** The one format that the names of the files tell. */
  DataFormat format() {
    List<DataFormat> formats = names().map(DataFiles::format).distinct().toList();
    if (formats.size() != 1 || formats.contains(DataFormat.AUTO)) {
      throw new RequestException(
          "the names in "
              + path
              + " do not tell the format; set data.format to csv, libsvm, parquet, json, orc or"
              + " idx");
    }
    return formats.get(0);
  }

  private Stream<String> names() {
    try {
      Stream<String> names = Stream.of();
      for (FileStatus status : found) {
        boolean isPlain = status.isFile() || format(status.getPath().getName()) != DataFormat.AUTO;
        names =
            Stream.concat(
                names,
                isPlain
                    ? Stream.of(status.getPath().getName())
                    : Arrays.stream(system.listStatus(status.getPath()))
                        .map(child -> child.getPath().getName())
                        .filter(name -> !name.startsWith("_") && !name.startsWith(".")));
      }
      return names;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(path + " cannot be listed", unreadable);
    }
  }

  /** The format of a file of this name; AUTO where it does not tell. */
  private static DataFormat format(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String compression : COMPRESSIONS) {
      if (lower.endsWith("." + compression)) {
        lower = lower.substring(0, lower.length() - compression.length() - 1);
      }
    }
    if (lower.endsWith(IDX_ENDING)) {
      return DataFormat.IDX;
    }
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    return ENDINGS.getOrDefault(ending, DataFormat.AUTO);
  }
}
