package org.summand.benchmarks.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.Workload;

/** Tables of feature vectors and classes, as Spark ML wants them. */
final class Vectors {
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  private static final int PIXELS = 784;
  private static final Vector[] NOISE = noise();

  private Vectors() {}

  /** Rows as a table, cached, in a partition for each thread. */
  static Dataset<Row> table(SparkSession spark, Rows rows) {
    List<Row> all = new ArrayList<>();
    int inputs = rows.inputs();
    for (int r = 0; r < rows.count(); r++) {
      double[] features = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        features[i] = rows.features()[r * inputs + i];
      }
      all.add(RowFactory.create(new DenseVector(features), (double) rows.classes()[r]));
    }
    Dataset<Row> table = spark.createDataFrame(all, SCHEMA).repartition(Workload.THREADS).persist();
    table.count();
    return table;
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
    Arrays.setAll(vectors, i -> new DenseVector(random.doubles(PIXELS).toArray()));
    return vectors;
  }
}
