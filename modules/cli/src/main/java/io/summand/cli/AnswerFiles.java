package io.summand.cli;

import io.summand.cli.config.RequestException;
import io.summand.spark.WholeDirectory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** Writes answers to a directory through Spark, which appears when all of them are written. */
final class AnswerFiles {
  /** The formats on offer, named as Spark and the user name them. */
  enum Format {
    csv,
    parquet,
    json
  }

  /** The empty file that Spark writes last. */
  private static final String MARKER = "_SUCCESS";

  private final FileSystem system;
  private final Path path;
  private final Format format;
  private final boolean overwrite;

  /**
   * @throws RequestException where something lies at the path that may not be replaced
   */
  AnswerFiles(String path, Format format, boolean overwrite, Configuration hadoop)
      throws IOException {
    Path there = new Path(path);
    system = there.getFileSystem(hadoop);
    this.path = system.makeQualified(there);
    this.format = format;
    this.overwrite = overwrite;
    requireFree(path);
  }

  private void requireFree(String name) throws IOException {
    if (!system.exists(path)) {
      return;
    }
    if (!overwrite) {
      throw new RequestException(
          name + " exists already; choose another directory or pass --overwrite");
    }
    boolean isOurs =
        system.getFileStatus(path).isDirectory()
            && (system.listStatus(path).length == 0 || system.exists(new Path(path, MARKER)));
    if (!isOurs) {
      throw new RequestException(
          name
              + " does not look like earlier answers and will not be overwritten; choose another"
              + " directory");
    }
  }

  void write(Dataset<Row> answers, Output output) throws IOException {
    Path fresh = WholeDirectory.beside(path);
    try {
      fitting(answers, output)
          .write()
          .format(format.name())
          .option("header", true)
          // CSV as RFC 4180 has it; other formats have no such options.
          .option("escape", "\"")
          .option("ignoreLeadingWhiteSpace", false)
          .option("ignoreTrailingWhiteSpace", false)
          .save(fresh.toString());
      WholeDirectory.moveIn(system, fresh, path, overwrite);
    } finally {
      WholeDirectory.deleteIfLeft(system, fresh);
    }
    String name = path.toUri().getPath();
    output.result(
        "the answers are in " + name,
        Output.object().put("command", "predict").put("answers", name));
  }

  /** Without the columns that a line of CSV has no room for. */
  private Dataset<Row> fitting(Dataset<Row> answers, Output output) {
    if (format != Format.csv) {
      return answers;
    }
    List<String> unfit =
        Arrays.stream(answers.schema().fields())
            .filter(field -> hasParts(field.dataType()))
            .map(StructField::name)
            .toList();
    if (!unfit.isEmpty()) {
      output.say("left out of the CSV, which has no place for it: " + String.join(", ", unfit));
    }
    return answers.drop(unfit.toArray(String[]::new));
  }

  private static boolean hasParts(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof UserDefinedType;
  }
}
