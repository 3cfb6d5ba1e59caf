package org.summand.spark.exchange;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What the driver holds at its fullest moment, in arrays as long as the weights, W. With {@code m}
 * moments of the optimiser and {@code g} gradients that come to the driver in a step, those of all
 * shards or, in a tree, of {@code √shards} runs of them, that moment is one of two:
 *
 * <ul>
 *   <li>while gradients come in, {@code 2 + m + g + 3·min(g, 4)}: weights and moments, the weights
 *       as they were sent, the gradients, and for each of the four that Spark unpacks at a time the
 *       message, the result in it and its bytes;
 *   <li>while the optimiser steps, {@code 2·(1 + m) + 5}: the old state and the new one, the sum,
 *       whose place its mean takes, what was sent, and the copies of clipping, L2 and weight decay.
 * </ul>
 *
 * <p>One more where there are validation rows, for the weights of the best epoch.
 *
 * <p>In local mode the tasks are here too: 6 more for each that runs at the same time, for its
 * gradient, the copy that leaves, and what it is packed in. Beside all this Spark itself takes 300
 * MiB.
 *
 * <p>Besides, all gradients of a step together are the results of a Spark job, which Spark limits.
 *
 * <p>Steps by resident tasks keep their gradients between steps, and take no more than the larger
 * of the two. For whoever sets up a cluster, all this is in deploy/standalone/README.md.
 *
 * @param heapBytes the memory of the driver
 * @param resultBytes what spark.driver.maxResultSize allows; 0 for anything
 * @param tasksHere how many tasks run at a time in this process; 0 on a cluster
 * @param keepsBest whether the best weights are kept beside the last
 */
record DriverMemory(long heapBytes, long resultBytes, int tasksHere, boolean keepsBest) {
  /** What Spark keeps for itself, and what its classes and ours take. */
  private static final long SPARKS_OWN_BYTES = 300L << 20;

  /** How many results Spark unpacks at a time: the default of spark.resultGetter.threads. */
  private static final int UNPACKED_AT_ONCE = 4;

  private static final int IN_UNPACKING = 3;
  private static final int IN_A_STEP = 5;
  private static final int IN_A_TASK = 6;

  /** The room of this driver. */
  static DriverMemory of(JavaSparkContext spark, int shards, boolean keepsBest) {
    return new DriverMemory(
        Runtime.getRuntime().maxMemory(),
        spark.getConf().getSizeAsBytes("spark.driver.maxResultSize", "1g"),
        spark.sc().isLocal() ? Math.min(shards, spark.defaultParallelism()) : 0,
        keepsBest);
  }

  /**
   * The bytes of heap that the driver needs.
   *
   * @param gradients how many come to the driver in a step
   */
  long needed(long weightCount, int moments, int gradients) {
    int gathering = 2 + moments + gradients + IN_UNPACKING * Math.min(gradients, UNPACKED_AT_ONCE);
    int stepping = 2 * (1 + moments) + IN_A_STEP;
    int best = keepsBest ? 1 : 0;
    long arrays = Math.max(gathering, stepping) + best + (long) IN_A_TASK * tasksHere;
    return SPARKS_OWN_BYTES + arrays * weightCount * Float.BYTES;
  }

  /**
   * Why a run would not fit, and what to set; nothing where it would.
   *
   * @param moments those of the optimiser
   * @param gradients how many come to the driver in a step
   */
  Optional<String> refusal(int weightCount, int moments, int gradients) {
    long results = (long) Float.BYTES * weightCount * gradients;
    if (resultBytes > 0 && results > resultBytes) {
      return Optional.of(
          "each step brings "
              + gradients
              + " gradients of "
              + Float.BYTES * (long) weightCount
              + " bytes to the driver, more than spark.driver.maxResultSize allows ("
              + resultBytes
              + " bytes); set it to at least "
              + 2 * results
              + ", or use fewer shards");
    }
    long needed = needed(weightCount, moments, gradients);
    if (needed <= heapBytes) {
      return Optional.empty();
    }
    return Optional.of(
        "the driver needs about "
            + mebibytes(needed)
            + " MiB of memory for "
            + weightCount
            + " weights, "
            + moments
            + " moments of each and "
            + gradients
            + " gradients a step, but has "
            + mebibytes(heapBytes)
            + "; set spark.driver.memory, or Java's -Xmx, to at least "
            + mebibytes(needed)
            + "m, or use fewer shards");
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
