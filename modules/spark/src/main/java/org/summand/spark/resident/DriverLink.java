package org.summand.spark.resident;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.summand.train.gradient.PartialSums;

/** A task's link to the driver: in the same JVM by reference, from another over the network. */
interface DriverLink {
  /** How often a waiting task looks whether Spark wants it to end. */
  long LOOK_UP_MILLIS = 500;

  /** Says that a task runs. */
  void arrive(int number) throws IOException, InterruptedException;

  /**
   * Waits for a step later than {@code step}.
   *
   * @return empty where the tasks are no longer needed
   * @throws IOException where the driver can no longer be reached
   */
  Optional<StepWeights> after(long step) throws IOException, InterruptedException;

  /** Ends the task of this thread if Spark wants that. */
  static void endIfKilled() {
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.killTaskIfInterrupted();
    }
  }

  /**
   * Hands in the partial gradients of a task's shards; what nobody waits for any more is ignored.
   */
  void deliver(int number, long step, PartialSums sums) throws IOException, InterruptedException;
}
