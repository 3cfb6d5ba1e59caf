package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.summand.data.ClassWeights;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;

/** Classes that weigh the same, however rare they are. */
class BalancedClassesTest {
  private static final int ROWS = 20;

  /** What the rows of each class weigh together where {@code rare} rows are of class 1. */
  private static double[] sums(int rare) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create(i / 10.0, 1.0, i < rare ? 1 : 0));
    }
    ShardPacker packer =
        ShardPacker.builder(
                Network.parse("2 -> 2 softmax"),
                new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty()))
            .classWeights(ClassWeights.BALANCED)
            .shards(3)
            .seed(1)
            .build();
    double[] sums = new double[2];
    try (ShardedData data = packer.pack(Rows.table(rows, Rows.RING_SCHEMA, 2))) {
      for (Shard shard : data.training().rdd().collect()) {
        for (int r = 0; r < shard.rows(); r++) {
          sums[(int) shard.targets()[2 * r]] += shard.targets()[2 * r + 1];
        }
      }
    }
    return sums;
  }

  @Test
  void classOfOneRowWeighsAsMuchAsTheOthersTogether() {
    for (int rare : new int[] {1, 2, ROWS - 1}) {
      assertThat(sums(rare)[0]).as("%d rare rows", rare).isCloseTo(ROWS / 2.0, within(1e-5));
      assertThat(sums(rare)[1]).as("%d rare rows", rare).isCloseTo(ROWS / 2.0, within(1e-5));
    }
  }
}
