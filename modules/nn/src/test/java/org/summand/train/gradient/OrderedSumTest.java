package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
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

      assertSameBits(apart, together);
      assertThat(apart.rows()).isEqualTo(3L * shards);
    }
  }

  private static void assertSameBits(Gradient one, Gradient other) {
    assertThat(one.sums()).isEqualTo(other.sums());
    assertThat(one.loss()).isEqualTo(other.loss());
    assertThat(one.weight()).isEqualTo(other.weight());
    assertThat(one.rows()).isEqualTo(other.rows());
  }

  /** However shards are shared out, in stretches or here and there. */
  @Test
  void whatEachPlaceCanAddGivesTheSameBits() {
    Random random = new Random(1);
    for (int shards = 1; shards <= MOST_SHARDS; shards++) {
      Gradient expected = OrderedSum.of(partials(shards));
      for (int places = 1; places <= Math.min(shards, 6); places++) {
        int of = places;
        int all = shards;
        assertSameBits(shared(shards, places, shard -> shard * of / all), expected);
        assertSameBits(shared(shards, places, shard -> shard % of), expected);
        assertSameBits(shared(shards, places, shard -> random.nextInt(of)), expected);
      }
    }
  }

  private static Gradient shared(int shards, int places, IntUnaryOperator place) {
    List<PartialSums> sums = new ArrayList<>();
    for (int p = 0; p < places; p++) {
      sums.add(new PartialSums(shards));
    }
    for (int shard = 0; shard < shards; shard++) {
      sums.get(place.applyAsInt(shard)).add(shard, partial(shard));
    }
    Collections.reverse(sums);
    return OrderedSum.of(sums, shards);
  }

  /** 32 shards are runs of six. */
  @Test
  void aPlaceAddsTheBeginningsOfRuns() {
    PartialSums sums = new PartialSums(32);
    for (int shard = 16; shard < 32; shard++) {
      sums.add(shard, partial(shard).took(2).loaded(3));
    }
    assertThat(sums.stretches().stream().map(PartialSums.Stretch::first))
        .containsExactly(16, 17, 18, 24, 30);
    assertThat(sums.computeNanos()).isEqualTo(32);
    assertThat(sums.loadNanos()).isEqualTo(48);
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
