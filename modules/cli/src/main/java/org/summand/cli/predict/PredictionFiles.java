package org.summand.cli.predict;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.RequestException;
import org.summand.cli.interrupt.InterruptibleWork;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Output;
import org.summand.cli.run.ModelFolders;
import org.summand.cli.table.file.CsvFormat;
import org.summand.files.AtomicDirectory;
import org.summand.spark.io.HadoopFileOperations;
import org.summand.spark.io.HadoopFiles;

/**
 * Writes predictions through Spark, to one file or to a directory of parts, which appear when all
 * of them are written. Only earlier predictions are replaced.
 */
public final class PredictionFiles {
  private final FileSystem system;
  private final AtomicDirectory<Path> atomic;
  private final Path path;
  private final PredictionFormat format;
  private final boolean isFile;
  private final boolean overwrite;
  private final List<String> predictionColumns;

  /**
   * @param path ends in {@code .csv} or {@code .json} for one file
   * @param predictionColumns the names of the predictions' columns, in order
   * @throws RequestException where nothing can be written there, or something lies there that may
   *     not be replaced
   */
  public PredictionFiles(
      String path,
      PredictionFormat format,
      boolean overwrite,
      List<String> predictionColumns,
      Configuration hadoop) {
    try {
      Path there = new Path(path);
      HadoopFileOperations files = HadoopFileOperations.of(there, hadoop);
      system = files.system();
      atomic = new AtomicDirectory<>(files);
      this.path = files.qualified(there);
      this.format = format;
      this.overwrite = overwrite;
      this.predictionColumns = predictionColumns;
      isFile = PredictionFormat.ofFile(path).isPresent();
      requireFree(path);
      ModelFolders.in(this.path.getParent().toString(), hadoop).requireWritable(0);
    } catch (IOException | IllegalArgumentException unfit) {
      throw new RequestException(
          "the predictions cannot go to " + path + ": " + unfit.getMessage(), unfit);
    }
  }

  private void requireFree(String name) throws IOException {
    if (!system.exists(path)) {
      return;
    }
    if (!overwrite) {
      throw new RequestException(name + " exists already; choose another path or pass --overwrite");
    }
    FileStatus there = system.getFileStatus(path);
    boolean isOurs =
        there.isDirectory()
            ? !isFile && EarlierPredictions.isOn(system, path)
            : isFile && EarlierPredictions.isIn(system, path, format, predictionColumns);
    if (!isOurs) {
      throw new RequestException(
          name
              + " does not look like earlier predictions and will not be overwritten; choose another"
              + " path");
    }
  }

  /**
   * Checks that the predictions do not take the place of what they are read from.
   *
   * @param data the path of the data, which may be a pattern
   */
  public void requireApart(String data, Configuration hadoop) throws IOException {
    Path pattern = new Path(data);
    FileSystem other = HadoopFiles.of(pattern, hadoop);
    FileStatus[] matches = other.globStatus(pattern);
    Stream<Path> read =
        Stream.concat(
            Stream.of(
                other.makeQualified(pattern)), // which may be a name that looks like a pattern
            Arrays.stream(matches == null ? new FileStatus[0] : matches).map(FileStatus::getPath));
    if (read.anyMatch(place -> ModelFolders.isWithin(place, path))) {
      throw new RequestException(
          "--out "
              + path.toUri().getPath()
              + " is where the data are read from; choose another path");
    }
  }

  /**
   * Writes the predictions beside the columns of the data.
   *
   * @param data the table that they are for
   */
  public void write(Dataset<Row> predictions, Dataset<Row> data, Output output) throws IOException {
    Path fresh = atomic.beside(path);
    Dataset<Row> fitting = PredictionTable.fitting(predictions, data, format, output);
    String name = path.toUri().getPath();
    Interruption.watch(InterruptibleWork.takenBack("no predictions were written to " + name));
    try {
      writer(fitting).save(fresh.toString());
      if (isFile) {
        String head = format == PredictionFormat.csv ? header(fitting) : "";
        atomic.moveIn(new PartFiles(system, fresh).joined(head), path, overwrite);
      } else {
        EarlierPredictions.putOn(system, fresh);
        atomic.moveIn(fresh, path, overwrite);
      }
      Interruption.watch(InterruptibleWork.nothing("the predictions are whole in " + name));
    } finally {
      atomic.deleteIfLeft(fresh);
    }
    output.result(
        "the predictions are in " + name,
        Output.object().put("command", "predict").put("predictions", name));
  }

  private DataFrameWriter<Row> writer(Dataset<Row> predictions) {
    DataFrameWriter<Row> writer = predictions.write().format(format.name());
    return format == PredictionFormat.csv
        ? writer
            .option("header", !isFile)
            .option("escape", "\"")
            .option("ignoreLeadingWhiteSpace", false)
            .option("ignoreTrailingWhiteSpace", false)
        : writer.option("ignoreNullFields", false);
  }

  private static String header(Dataset<Row> predictions) {
    return CsvFormat.writer().writeRowToString(predictions.columns()) + "\n";
  }
}
