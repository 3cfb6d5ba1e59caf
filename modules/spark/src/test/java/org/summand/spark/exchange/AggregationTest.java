package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.cost.Way;

/** Who adds the partial gradients of a step. */
class AggregationTest {
  private static final int WEIGHTS = 128_000_000;
  private static final int MOMENTS = 2;
  private static final ClusterShape CLUSTER = new ClusterShape(8, 16);

  private static final DriverMemory ENDLESS = new DriverMemory(Long.MAX_VALUE, 0, 0);
  private static final DriverMemory ONE_GIBIBYTE = new DriverMemory(Long.MAX_VALUE, 1L << 30, 0);

  private static Aggregation choose(int depth, int shards, DriverMemory room) {
    return Aggregation.choose(depth, shards, WEIGHTS, MOMENTS, CLUSTER, room);
  }

  @Test
  void whatIsAskedForIsDone() {
    assertThat(choose(1, 9, ENDLESS)).isEqualTo(Aggregation.byDriver(9));
    assertThat(choose(2, 9, ENDLESS)).isEqualTo(Aggregation.inTree(9));
    assertThat(choose(2, 9, ENDLESS).results()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void thereIsNoTreeOfOneRun(int shards) {
    assertThat(choose(2, shards, ENDLESS).isTree()).isFalse();
  }

  /** 3 gradients of 512 MB are too many for Spark's 1 GiB a job; the 2 of a tree are not. */
  @Test
  void whatDoesNotFitTheDriverIsAddedByExecutors() {
    assertThat(choose(0, 3, ONE_GIBIBYTE)).isEqualTo(Aggregation.inTree(3));
  }

  @Test
  void whatDoesNotFitAnywayIsRefused() {
    assertThatThrownBy(() -> choose(1, 3, ONE_GIBIBYTE))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("3 gradients of 512000000 bytes")
        .hasMessageContaining("spark.driver.maxResultSize")
        .hasMessageContaining("fewer shards");
    assertThatThrownBy(() -> choose(0, 9, ONE_GIBIBYTE))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("3 gradients of");
    assertThatThrownBy(() -> choose(0, 9, new DriverMemory(1L << 30, 0, 0)))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("spark.driver.memory");
  }

  @ParameterizedTest
  @CsvSource({"4, 1000", "64, 1000", "64, 1000000", "1000, 1000000", "1000, 1000"})
  void ofTwoThatFitTheCheaperIsChosen(int shards, int weights) {
    Aggregation chosen = Aggregation.choose(0, shards, weights, MOMENTS, CLUSTER, ENDLESS);
    assertThat(chosen.isOpen()).isTrue();
    Way other = chosen.isTree() ? Way.ONE_STAGE : Way.TREE;
    assertThat(seconds(chosen.way(), shards, weights))
        .isLessThanOrEqualTo(seconds(other, shards, weights));
  }

  private static double seconds(Way way, int shards, int weights) {
    return StepCosts.FITTED.seconds(new CostedStep(way, CLUSTER, shards, weights, 0));
  }
}
