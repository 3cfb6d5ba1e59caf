package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.spark.SharedSpark;

/** Made-up tables for tests, the same for the same seed. */
final class Tables {
  /** Columns {@code features, label}. */
  static final StructType LABELLED =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  /** Columns {@code features, label, weight, held}: held rows are to validate on. */
  static final StructType WEIGHTED =
      LABELLED.add("weight", DataTypes.DoubleType).add("held", DataTypes.BooleanType);

  private Tables() {}

  static Dataset<Row> of(StructType schema, List<Row> rows) {
    return SharedSpark.session()
        .createDataFrame(SharedSpark.context().parallelize(rows, 3), schema);
  }

  /** Rings of radius 1, 2, …, one a class, of weight 1; every fourth row is held out. */
  static Dataset<Row> rings(int rows, int classes, long seed) {
    return of(WEIGHTED, ringRows(rows, classes, seed));
  }

  static List<Row> ringRows(int rows, int classes, long seed) {
    Random random = new Random(seed);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int label = i % classes;
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = 1 + label + 0.15 * random.nextGaussian();
      Vector features = Vectors.dense(radius * Math.cos(angle), radius * Math.sin(angle));
      made.add(RowFactory.create(features, (double) label, 1.0, random.nextInt(4) == 0));
    }
    return made;
  }

  /** Normal vectors of a width, and labels that are random classes. */
  static Dataset<Row> noise(int rows, int width, int classes, long seed) {
    Random random = new Random(seed);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      double[] features = random.doubles(width, -1, 1).toArray();
      made.add(RowFactory.create(Vectors.dense(features), (double) random.nextInt(classes)));
    }
    return of(LABELLED, made);
  }

  /** A classifier of rings that learns quickly. */
  static MlpClassifier ringClassifier(int classes) {
    return new MlpClassifier()
        .setNetwork("2 -> 16 tanh -> " + classes + " softmax")
        .setEpochs(15)
        .setBatchSize(32)
        .setStepSize(0.03)
        .setNumShards(3)
        .setDevice("cpu");
  }

  /** The share of rows whose prediction is their label. */
  static double accuracy(Dataset<Row> predicted) {
    return predicted.filter("label = prediction").count() / (double) predicted.count();
  }
}
