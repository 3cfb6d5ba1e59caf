package org.summand.spark.shard;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.summand.data.ColumnStatistics;
import org.summand.data.OrderStatistics;
import org.summand.data.Shard;
import org.summand.table.EncoderLearning;
import org.summand.table.NumberEncoding;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

/** Learns from packed shards what becomes of their columns, and encodes them. */
final class ShardEncoding {
  /** Columns whose quartiles are sought together: a task's counts of so many take 12 MiB. */
  private static final int COLUMNS_AT_ONCE = 2048;

  private ShardEncoding() {}

  /**
   * Learns on the rows to train on, which are gone through five times where quartiles are wanted.
   *
   * @param features the floats of a raw row
   */
  static TableEncoder learn(
      EncoderLearning learning, JavaRDD<ShardPair> pairs, ShardTotals totals, int features) {
    ColumnStatistics statistics = totals.statistics(features);
    long rows = totals.rows();
    float[][] quartiles =
        learning.needsQuartiles() ? quartiles(learning, pairs, statistics, features) : null;
    return learning.learn(statistics, quartiles, rows);
  }

  private static float[][] quartiles(
      EncoderLearning learning,
      JavaRDD<ShardPair> pairs,
      ColumnStatistics statistics,
      int features) {
    double[] shares = learning.quartiles();
    float[][] quartiles = new float[features][shares.length];
    for (int from = 0; from < features; from += COLUMNS_AT_ONCE) {
      int first = from;
      long[] counts = new long[Math.min(COLUMNS_AT_ONCE, features - from)];
      Arrays.setAll(counts, c -> statistics.count(first + c));
      OrderStatistics search = new OrderStatistics(counts, shares);
      while (!search.isFound()) {
        search.advance(
            pairs
                .map(
                    pair ->
                        search.count(
                            pair.training.features(), pair.training.rows(), features, first))
                .treeReduce(OrderStatistics::add));
      }
      for (int c = 0; c < counts.length; c++) {
        for (int q = 0; q < shares.length; q++) {
          quartiles[from + c][q] = search.value(c, q);
        }
      }
    }
    return quartiles;
  }

  /** Stands for all that an encoder does. */
  static int hash(TableEncoder encoder) {
    NumberEncoding numbers = encoder.numbers();
    int hash = Arrays.hashCode(numbers.offset());
    hash = 31 * hash + Arrays.hashCode(numbers.factor());
    hash = 31 * hash + Arrays.hashCode(numbers.missing());
    hash = 31 * hash + Float.hashCode(numbers.clip());
    hash = 31 * hash + Arrays.hashCode(encoder.indicators());
    hash = 31 * hash + Arrays.hashCode(encoder.oneHot());
    for (RawColumn column : encoder.columns()) {
      hash = 31 * hash + column.name().hashCode() + column.kind().name().hashCode();
      for (Map.Entry<Integer, Vocabulary> category : column.vocabularies().entrySet()) {
        Vocabulary vocabulary = category.getValue();
        hash += 31 * category.getKey() + vocabulary.words().hashCode() + vocabulary.size();
      }
    }
    return hash;
  }

  /**
   * The same rows as the network takes them.
   *
   * @param raw of which {@link ShardTotals#requireRoom} knows that its inputs fit one array
   */
  static Shard encoded(Shard raw, TableEncoder encoder) {
    if (encoder.isIdentity()) {
      return raw;
    }
    float[] inputs = new float[raw.rows() * encoder.inputs()];
    encoder.encode(raw.features(), raw.rows(), inputs);
    return raw.withFeatures(inputs);
  }
}
