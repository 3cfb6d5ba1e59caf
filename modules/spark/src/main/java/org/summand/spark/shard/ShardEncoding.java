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
  /** Quantiles that are sought together: a task's counts of so many take 20 MiB. */
  private static final int QUANTILES_AT_ONCE = 10_240;

  private ShardEncoding() {}

  /**
   * Learns on the rows to train on, which are gone through five times where quartiles are wanted,
   * nine where edges are.
   *
   * @param features the floats of a raw row
   */
  static TableEncoder learn(
      EncoderLearning learning, JavaRDD<ShardPair> pairs, ShardTotals totals, int features) {
    ColumnStatistics statistics = totals.statistics(features);
    return learning.learn(
        statistics, (shares, ignored) -> quantiles(pairs, shares, ignored), totals.rows());
  }

  private static float[][] quantiles(
      JavaRDD<ShardPair> pairs, double[][] shares, float[][] ignored) {
    int features = shares.length;
    float[][] quantiles = new float[features][];
    int end;
    for (int from = 0; from < features; from = end) {
      int first = from;
      int atOnce = Math.max(1, QUANTILES_AT_ONCE / shares[from].length);
      end = Math.min(features, from + atOnce);
      OrderStatistics search =
          new OrderStatistics(
              Arrays.copyOfRange(shares, first, end), Arrays.copyOfRange(ignored, first, end));
      while (!search.isFound()) {
        search.advance(
            pairs
                .map(
                    pair ->
                        search.count(
                            pair.training.features(), pair.training.rows(), features, first))
                .treeReduce(OrderStatistics::add));
      }
      for (int c = first; c < end; c++) {
        quantiles[c] = new float[shares[c].length];
        for (int q = 0; q < shares[c].length; q++) {
          quantiles[c][q] = search.value(c - first, q);
        }
      }
    }
    return quantiles;
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
    hash = 31 * hash + Arrays.deepHashCode(encoder.bins().edges());
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
