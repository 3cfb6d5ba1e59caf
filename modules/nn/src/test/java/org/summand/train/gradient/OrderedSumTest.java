package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedSumTest {
  private static final int MOST_SHARDS = 70;

  @Test
  void everyShardIsInOneRunOfNeighbours() {
    for (int shards = 1; shards <= MOST_SHARDS; shards++) {
      int runs = OrderedSum.runs(shards);
      int previous = 0;
      for (int shard = 0; shard < shards; shard++) {
        int run = OrderedSum.run(shard, shards);
        assertThat(run).as("shard %d of %d", shard, shards).isBetween(previous, previous + 1);
        previous = run;
      }
      assertThat(OrderedSum.run(0, shards)).isZero();
      assertThat(previous).isEqualTo(runs - 1);
    }
  }

  /** Neither a run nor the number of runs is longer than √n: both levels of the tree are short. */
  @Test
  void bothLevelsOfTheTreeAreShort() {
    for (int shards = 1; shards <= 10_000; shards++) {
      int side = (int) Math.ceil(Math.sqrt(shards));
      assertThat(OrderedSum.runs(shards)).isLessThanOrEqualTo(side);
      assertThat(OrderedSum.run(Math.min(side, shards - 1), shards)).isLessThanOrEqualTo(1);
    }
  }

  /** What a cluster does, each run in a place of its own, is what one place does. */
  @Test
  void runsAddedApartAndThenTogetherGiveTheSameBits() {
    for (int shards = 1; shards <= MOST_SHARDS; shards++) {
      List<Gradient> sums = new ArrayList<>();
      for (int run = 0; run < OrderedSum.runs(shards); run++) {
        List<Gradient> ofRun = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
          if (OrderedSum.run(shard, shards) == run) {
            ofRun.add(partial(shard));
          }
        }
        sums.add(OrderedSum.ofRun(ofRun));
      }
      Gradient apart = OrderedSum.ofRun(sums);
      Gradient together = OrderedSum.of(partials(shards));

      assertThat(apart.sums()).isEqualTo(together.sums());
      assertThat(apart.loss()).isEqualTo(together.loss());
      assertThat(apart.weight()).isEqualTo(together.weight());
      assertThat(apart.rows()).isEqualTo(together.rows()).isEqualTo(3L * shards);
    }
  }

  /** With numbers of very different size, another order would be seen; else this proves nothing. */
  @Test
  void anotherOrderWouldGiveOtherBits() {
    List<Gradient> reversed = new ArrayList<>();
    for (int shard = MOST_SHARDS - 1; shard >= 0; shard--) {
      reversed.add(partial(shard));
    }
    assertThat(OrderedSum.of(reversed).sums())
        .isNotEqualTo(OrderedSum.of(partials(MOST_SHARDS)).sums());
  }

  private static List<Gradient> partials(int shards) {
    List<Gradient> partials = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      partials.add(partial(shard));
    }
    return partials;
  }

  /** A partial gradient is added to in place, so each sum needs its own. */
  private static Gradient partial(int shard) {
    Random random = new Random(shard);
    float[] sums = new float[13];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (float) (random.nextGaussian() * Math.exp(6 * random.nextDouble()));
    }
    return new Gradient(sums, random.nextDouble(), random.nextDouble(), 3);
  }
}
