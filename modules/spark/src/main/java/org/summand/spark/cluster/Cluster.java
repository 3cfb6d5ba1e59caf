package org.summand.spark.cluster;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.summand.spark.cost.ClusterShape;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The executors and slots that an application has, and those that it will have: executors come one
 * after the other, and may go.
 */
public final class Cluster {
  /** Executors of one application are started together; after so long, no more are on their way. */
  private static final long QUIET_MILLIS = TimeUnit.SECONDS.toMillis(3);

  /** What Spark itself waits for executors at most, by default. */
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private static final long POLL_MILLIS = 100;

  /** The driver counts as an executor in Spark's list. */
  private static final String DRIVER = "driver";

  /** What YARN and Kubernetes start where nobody says how many. */
  private static final int DEFAULT_EXECUTORS = 2;

  private final JavaSparkContext spark;

  public Cluster(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Where tasks run, as of now. */
  public ClusterShape shape() {
    // The driver counts itself; in local mode it is all there is.
    int executors = spark.sc().getExecutorMemoryStatus().size() - 1;
    return new ClusterShape(executors, Math.max(1, slots()));
  }

  /** How many tasks run at the same time, as of now, on executors that are there to stay. */
  public int slots() {
    SparkContext context = spark.sc();
    return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
  }

  /**
   * How many tasks will run at the same time: what the settings say; where they do not, on a
   * standalone cluster without {@code spark.cores.max}, what has come once no more comes. Spark's
   * own default parallelism counts the executors that have come so far, so that a run which asks at
   * its start gets one number or another, and other bits.
   */
  public int expectedSlots() {
    SparkConf conf = spark.getConf();
    OptionalInt declared = declared(conf);
    if (declared.isPresent()) {
      return declared.getAsInt();
    }
    if (!spark.sc().isLocal()) {
      awaitExecutors(spark.sc());
    }
    return Math.max(1, spark.defaultParallelism() / cpusOfTask(conf));
  }

  /** The number that follows from the settings alone, whatever has come so far. */
  static OptionalInt declared(SparkConf conf) {
    if (conf.contains("spark.default.parallelism")) {
      return OptionalInt.of(conf.getInt("spark.default.parallelism", 1));
    }
    String master = conf.get("spark.master");
    if (master.equals("yarn") || master.startsWith("k8s://")) {
      int perExecutor = conf.getInt("spark.executor.cores", 1) / cpusOfTask(conf);
      return OptionalInt.of(Math.max(1, executors(conf) * perExecutor));
    }
    if (master.startsWith("spark://") && conf.contains("spark.cores.max")) {
      return OptionalInt.of(Math.max(1, conf.getInt("spark.cores.max", 1) / cpusOfTask(conf)));
    }
    return OptionalInt.empty();
  }

  /** Those that the application begins with; it may begin with none and ask for them later. */
  private static int executors(SparkConf conf) {
    int instances = conf.getInt("spark.executor.instances", DEFAULT_EXECUTORS);
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return instances;
    }
    int least = conf.getInt("spark.dynamicAllocation.minExecutors", 0);
    int initial = conf.getInt("spark.dynamicAllocation.initialExecutors", least);
    return Math.max(Math.max(instances, least), initial);
  }

  private static int cpusOfTask(SparkConf conf) {
    return conf.getInt("spark.task.cpus", 1);
  }

  private static void awaitExecutors(SparkContext spark) {
    try {
      while (mayGrow(spark)) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean mayGrow(SparkContext spark) {
    List<ExecutorSummary> come =
        CollectionConverters.asJava(spark.statusStore().executorList(true)).stream()
            .filter(executor -> !executor.id().equals(DRIVER))
            .toList();
    long now = System.currentTimeMillis();
    if (come.isEmpty()) {
      return now - spark.startTime() < PATIENCE_MILLIS;
    }
    return come.stream().anyMatch(executor -> now - executor.addTime().getTime() < QUIET_MILLIS);
  }
}
