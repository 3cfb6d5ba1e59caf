package io.summand.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables of feature vectors and classes: MNIST, or noise. */
final class Digits {
  private static final StructType SCHEMA =
      new StructType()
          .add("image", DataTypes.IntegerType)
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  private static final int PIXELS = 784;
  private static final Vector[] NOISE = noise();

  private Digits() {}

  /** The training images in their order, pixels from 0 to 1. */
  static Dataset<Row> mnist(SparkSession spark, Path directory) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (DataInputStream images = open(directory.resolve("train-images-idx3-ubyte.gz"));
        DataInputStream labels = open(directory.resolve("train-labels-idx1-ubyte.gz"))) {
      images.readInt();
      labels.readLong();
      int count = images.readInt();
      int pixels = images.readInt() * images.readInt();
      for (int i = 0; i < count; i++) {
        double[] features = new double[pixels];
        for (int p = 0; p < pixels; p++) {
          features[p] = images.readUnsignedByte() / 255.0;
        }
        rows.add(RowFactory.create(i, Vectors.dense(features), (double) labels.readUnsignedByte()));
      }
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
  }

  /**
   * Rows of 784 uniform features and one of ten classes, made where they are used, of 1024 vectors
   * in turn: reading them takes next to nothing.
   */
  static Dataset<Row> noise(SparkSession spark, int count) {
    UserDefinedFunction vector =
        functions.udf(
            (UDF1<Long, Vector>) i -> NOISE[(int) (i % NOISE.length)], SQLDataTypes.VectorType());
    return spark
        .range(0, count, 1, 4)
        .select(
            vector.apply(functions.col("id")).as("features"),
            functions.expr("double(id % 10)").as("label"));
  }

  private static Vector[] noise() {
    SplittableRandom random = new SplittableRandom(1);
    Vector[] vectors = new Vector[1024];
    Arrays.setAll(vectors, i -> Vectors.dense(random.doubles(PIXELS).toArray()));
    return vectors;
  }
}
