package org.summand.spark.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shards too large for what should hold them. */
class ShardAssemblerTest {
  private static String fault(int inputs, Iterator<Block> blocks) {
    ShardPair pair = new ShardAssembler(3, inputs, inputs + 2).assemble(blocks);
    assertThat(pair.training.rows() + pair.validation.rows()).isZero();
    return pair.fault.exception().getMessage();
  }

  @Test
  void aShardLargerThanAnArrayIsRefusedInWords() {
    Block rows = Block.of(false, new long[30], new float[0]);
    assertThat(fault(100_000_000, List.of(rows).iterator()))
        .contains("shard 3", "30 rows", "more than one array holds; use more shards");
  }

  @Test
  void aShardLargerThanMemoryIsRefusedInWords() {
    Iterator<Block> endless =
        Stream.generate(() -> Block.of(false, new long[1], new float[1 << 26])).iterator();
    assertThat(fault(2, endless))
        .contains("shard 3", "does not fit into the memory of its process", "use more shards");
  }
}
