package org.summand.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.data.Shard;

/** Made-up data for tests, the same for the same seed. */
public final class Rows {
  private Rows() {}

  /** Shards of normal features, random classes and weights of about 1, as many rows as given. */
  public static List<Shard> shards(int[] rows, int inputs, int classes, long seed) {
    Random random = new Random(seed);
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < rows.length; s++) {
      float[] features = new float[rows[s] * inputs];
      float[] targets = new float[rows[s] * 2];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      for (int r = 0; r < rows[s]; r++) {
        targets[2 * r] = random.nextInt(classes);
        targets[2 * r + 1] = 0.5f + random.nextFloat();
      }
      shards.add(new Shard(s, rows[s], features, targets));
    }
    return shards;
  }

  /** As many rows for each of {@code shards} shards as come to {@code total}. */
  public static int[] even(int total, int shards) {
    int[] rows = new int[shards];
    for (int i = 0; i < total; i++) {
      rows[i % shards]++;
    }
    return rows;
  }

  /** A table of two rings, inner ones of class 0, in columns {@code x0, x1, label}. */
  public static Dataset<Row> rings(int count, int partitions, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(2);
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = 1 + label + 0.2 * random.nextGaussian();
      rows.add(RowFactory.create(radius * Math.cos(angle), radius * Math.sin(angle), label));
    }
    return table(rows, RING_SCHEMA, partitions);
  }

  public static final StructType RING_SCHEMA =
      new StructType()
          .add("x0", DataTypes.DoubleType)
          .add("x1", DataTypes.DoubleType)
          .add("label", DataTypes.IntegerType);

  /** A table cut into partitions in the order of its rows. */
  public static Dataset<Row> table(List<Row> rows, StructType schema, int partitions) {
    return SharedSpark.session()
        .createDataFrame(SharedSpark.context().parallelize(rows, partitions), schema);
  }
}
