package org.summand.spark.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.data.Shard;
import org.summand.spark.SharedSpark;

class BlockStoreTest {
  /** Of no RDD that there is. */
  private static final BlockId ID = new RDDBlockId(Integer.MAX_VALUE, 3);

  /** No rows, one row, rows that fill more than one piece of a file, and all pieces exactly. */
  @ParameterizedTest
  @CsvSource({
    "MEMORY_ONLY_SER, 0, 5",
    "DISK_ONLY, 0, 5",
    "DISK_ONLY, 1, 1",
    "DISK_ONLY, 65536, 2",
    "DISK_ONLY, 70001, 3",
    "MEMORY_AND_DISK_SER, 70001, 3"
  })
  void aBlockComesBackAsItWas(String level, int rows, int inputs) {
    SharedSpark.context();
    float[] features = new float[rows * inputs];
    float[] targets = new float[rows * 2];
    for (int i = 0; i < features.length; i++) {
      features[i] = Float.intBitsToFloat(i * 0x9E3779B1);
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] = -i;
    }
    try {
      BlockStore.keep(ID, new Shard(7, rows, features, targets), StorageLevel.fromString(level));
      Shard found = BlockStore.find(ID).orElseThrow();

      assertThat(found.index()).isEqualTo(7);
      assertThat(found.rows()).isEqualTo(rows);
      assertThat(bits(found.features())).isEqualTo(bits(features));
      assertThat(found.targets()).isEqualTo(targets);
    } finally {
      SparkEnv.get().blockManager().removeBlock(ID, true);
    }
  }

  @Test
  void aBlockThatIsNotKeptIsNotFound() {
    SharedSpark.context();
    assertThat(BlockStore.find(ID)).isEmpty();
    assertThat(BlockStore.areKept(new BlockId[] {ID})).isFalse();
  }

  private static int[] bits(float[] of) {
    int[] bits = new int[of.length];
    for (int i = 0; i < of.length; i++) {
      bits[i] = Float.floatToRawIntBits(of[i]);
    }
    return bits;
  }
}
