package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.spark.SharedSpark;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCosts;

/** How steps are taken, of what is asked for and what there is. */
class ExchangePolicyTest {
  private static final int WEIGHTS = 128_000_000;
  private static final int MOMENTS = 2;
  private static final ClusterShape CLUSTER = new ClusterShape(8, 16);

  private static final DriverMemory ENDLESS = new DriverMemory(Long.MAX_VALUE, 0, 0, false);
  private static final DriverMemory ONE_GIBIBYTE =
      new DriverMemory(Long.MAX_VALUE, 1L << 30, 0, false);

  /** How a job adds, whatever resident tasks would do. */
  private static ExchangeStrategy ofJobs(int depth, int shards, int weights, DriverMemory memory) {
    return new ExchangePolicy(shards, weights, MOMENTS, memory, new SparkConf(false))
        .ofJobs(depth, CLUSTER);
  }

  private static ExchangeStrategy ofJobs(int depth, int shards, DriverMemory memory) {
    return ofJobs(depth, shards, WEIGHTS, memory);
  }

  @Test
  void whatIsAskedForIsDone() {
    assertThat(ofJobs(1, 9, ENDLESS)).isEqualTo(ExchangeStrategy.ONE_STAGE);
    assertThat(ofJobs(2, 9, ENDLESS)).isEqualTo(ExchangeStrategy.TREE);
    assertThat(ExchangeStrategy.TREE.gradientsToDriver(9)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void thereIsNoTreeOfOneRun(int shards) {
    assertThat(ofJobs(2, shards, ENDLESS)).isEqualTo(ExchangeStrategy.ONE_STAGE);
  }

  /** 3 gradients of 512 MB are too many for Spark's 1 GiB a job; the 2 of a tree are not. */
  @Test
  void whatDoesNotFitTheDriverIsAddedByExecutors() {
    assertThat(ofJobs(0, 3, ONE_GIBIBYTE)).isEqualTo(ExchangeStrategy.TREE);
  }

  @Test
  void whatDoesNotFitAnywayIsRefused() {
    assertThatThrownBy(() -> ofJobs(1, 3, ONE_GIBIBYTE))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("3 gradients of 512000000 bytes")
        .hasMessageContaining("spark.driver.maxResultSize")
        .hasMessageContaining("fewer shards");
    assertThatThrownBy(() -> ofJobs(0, 9, ONE_GIBIBYTE))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("3 gradients of");
    assertThatThrownBy(() -> ofJobs(0, 9, new DriverMemory(1L << 30, 0, 0, false)))
        .isInstanceOf(DriverTooSmallException.class)
        .hasMessageContaining("spark.driver.memory");
  }

  @ParameterizedTest
  @CsvSource({"4, 1000", "64, 1000", "64, 1000000", "1000, 1000000", "1000, 1000"})
  void ofTwoThatFitTheCheaperIsChosen(int shards, int weights) {
    ExchangeStrategy chosen = ofJobs(0, shards, weights, ENDLESS);
    ExchangeStrategy other =
        chosen == ExchangeStrategy.TREE ? ExchangeStrategy.ONE_STAGE : ExchangeStrategy.TREE;
    assertThat(seconds(chosen, shards, weights))
        .isLessThanOrEqualTo(seconds(other, shards, weights));
  }

  private static double seconds(ExchangeStrategy strategy, int shards, int weights) {
    return StepCosts.FITTED.seconds(new CostedStep(strategy, CLUSTER, shards, weights, 0));
  }

  private final JavaSparkContext spark = SharedSpark.context();

  private ExchangeChoice choose(
      ExchangeMode mode, int depth, int shards, DriverMemory memory, String... settings) {
    SparkConf conf = new SparkConf(false);
    for (String setting : settings) {
      conf.set(setting, "true");
    }
    return new ExchangePolicy(shards, 1000, MOMENTS, memory, conf)
        .choose(mode, depth, new Cluster(spark));
  }

  private static void assertJobs(ExchangeChoice choice, String words) {
    assertThat(choice.isResident()).isFalse();
    assertThat(choice.strategy()).isEqualTo(choice.ofJobs());
    assertThat(choice.wordsOfJobs()).isEqualTo(words);
  }

  @Test
  void jobsThatAreAskedForNeedNoReason() {
    assertJobs(choose(ExchangeMode.JOBS, 1, 4, ENDLESS), "as Spark jobs");
  }

  @Test
  void aTreeThatOnlyCostsLessLeavesTasksResident() {
    ExchangeChoice choice = choose(ExchangeMode.RESIDENT, 0, 4, ENDLESS);
    assertThat(choice.strategy()).isEqualTo(ExchangeStrategy.RESIDENT);
    assertThat(choose(ExchangeMode.AUTO, 0, 4, ENDLESS)).isEqualTo(choice);
  }

  @Test
  void aTreeThatIsAskedForRulesOutResidentTasks() {
    String why = "the gradients are to be added on the executors first";
    assertJobs(choose(ExchangeMode.AUTO, 2, 4, ENDLESS), "as Spark jobs: " + why);
    assertThatThrownBy(() -> choose(ExchangeMode.RESIDENT, 2, 4, ENDLESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exchange 'resident' is not possible: " + why + "; use 'auto' or 'jobs'");
  }

  /** 4 gradients of 4,000 bytes do not fit, the 2 of a tree do. */
  @Test
  void aTreeThatTheDriverNeedsRulesOutResidentTasks() {
    ExchangeChoice choice =
        choose(ExchangeMode.AUTO, 0, 4, new DriverMemory(Long.MAX_VALUE, 10_000, 0, false));
    assertThat(choice.strategy()).isEqualTo(ExchangeStrategy.TREE);
    assertThat(choice.obstacle()).isPresent();
  }

  @Test
  void dynamicAllocationRulesOutResidentTasks() {
    String setting = "spark.dynamicAllocation.enabled";
    String why = "Spark has no barrier stages under " + setting;
    assertJobs(choose(ExchangeMode.AUTO, 1, 4, ENDLESS, setting), "as Spark jobs: " + why);
    assertThatThrownBy(() -> choose(ExchangeMode.RESIDENT, 1, 4, ENDLESS, setting))
        .hasMessageContaining(why);
  }

  @Test
  void underSpeculationTasksAreResidentOnlyIfAskedFor() {
    String setting = "spark.speculation";
    assertJobs(
        choose(ExchangeMode.AUTO, 1, 4, ENDLESS, setting),
        "as Spark jobs: spark.speculation helps jobs alone");
    assertThat(choose(ExchangeMode.RESIDENT, 1, 4, ENDLESS, setting).isResident()).isTrue();
  }
}
