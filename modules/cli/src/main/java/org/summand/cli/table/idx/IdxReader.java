package org.summand.cli.table.idx;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.row.RowLocator;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;

/**
 * A directory with a pair of IDX files: the vector column {@code pixels}, and the column {@code
 * label}. Any file system will do; the rows are shared out to several tasks, each of which opens
 * the files and skips to its own.
 *
 * @param images the file of features
 * @param labels the file of labels, an item a row; empty where there is none and none is needed
 */
public record IdxReader(IdxFile images, Optional<IdxFile> labels) implements TableReader {
  private static final String PIXELS = "pixels";
  private static final String GZIPPED = ".gz";

  public static IdxReader of(
      String path, DataSettings data, boolean needsLabels, Configuration hadoop) {
    Path directory = new Path(path);
    Optional<Path> images = find(directory, data.idxImages(), hadoop);
    Optional<Path> labels = find(directory, data.idxLabels(), hadoop);
    if (images.isEmpty()) {
      throw missing(directory, data.idxImages(), "data.idx.images");
    }
    if (labels.isEmpty() && needsLabels) {
      throw missing(directory, data.idxLabels(), "data.idx.labels");
    }
    IdxReader reader =
        new IdxReader(
            IdxFile.open(images.get(), hadoop), labels.map(file -> IdxFile.open(file, hadoop)));
    reader.labels.ifPresent(reader::requirePair);
    return reader;
  }

  private static Optional<Path> find(Path directory, String name, Configuration hadoop) {
    try {
      FileSystem system = directory.getFileSystem(hadoop);
      for (String ending : new String[] {"", GZIPPED}) {
        Path file = new Path(directory, name + ending);
        if (system.exists(file)) {
          return Optional.of(system.makeQualified(file));
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new RequestException(
          directory + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static RequestException missing(Path directory, String name, String key) {
    return new RequestException(
        "there is no file "
            + name
            + " in "
            + directory
            + ", with or without .gz; data.path is the directory of the IDX files, and "
            + key
            + " the name of this one");
  }

  private void requirePair(IdxFile file) {
    if (file.itemBytes() != 1) {
      throw new RequestException(
          file.path() + " holds items of " + file.itemBytes() + " bytes; a label is one byte");
    }
    if (file.items() != images.items()) {
      throw new RequestException(
          images.path()
              + " has "
              + images.items()
              + " items but "
              + file.path()
              + " has "
              + file.items()
              + "; they do not belong together");
    }
  }

  /** Pixels are bytes. */
  @Override
  public ScalingMethod scaling() {
    return ScalingMethod.parse("divide 255");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, Consumer<String> say) {
    return table(spark, false);
  }

  @Override
  public Optional<Dataset<Row>> placed(SparkSession spark) {
    return Optional.of(table(spark, true));
  }

  @Override
  public OptionalLong line(String file, long row) {
    return OptionalLong.empty();
  }

  private Dataset<Row> table(SparkSession spark, boolean places) {
    if (images.items() == 0) {
      throw new BadDataException(images.path() + " has no rows");
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int rows = images.items();
    int tasks = Math.min(rows, context.defaultParallelism());
    IdxFile imageFile = images;
    IdxFile labelFile = labels.orElse(null);
    JavaRDD<Row> read =
        context
            .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
            .mapPartitionsWithIndex(
                (task, none) ->
                    new IdxRowIterator(
                        imageFile,
                        labelFile,
                        (int) ((long) rows * task / tasks),
                        (int) ((long) rows * (task + 1) / tasks),
                        hadoop.value(),
                        places),
                false);
    StructType schema = schema();
    return spark.createDataFrame(
        read,
        places
            ? schema
                .add(RowLocator.FILE, DataTypes.StringType)
                .add(RowLocator.BLOCK, DataTypes.LongType)
            : schema);
  }

  private StructType schema() {
    Metadata width = new AttributeGroup(PIXELS, images.itemBytes()).toMetadata();
    StructType pixels =
        new StructType(
            new StructField[] {new StructField(PIXELS, SQLDataTypes.VectorType(), false, width)});
    return labels.isEmpty() ? pixels : pixels.add("label", DataTypes.IntegerType, false);
  }
}
