package org.summand.spark.resident;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.TaskContext;

/** A task's link to the driver: in the same JVM by reference, from another over the network. */
interface DriverLink {
  /** How often a waiting task looks whether Spark wants it to end. */
  long LOOK_UP_MILLIS = 500;

  /** Says that a task runs. */
  void arrive(int task) throws IOException, InterruptedException;

  /**
   * Waits for a request later than that of a number.
   *
   * @return empty where the tasks are no longer needed
   * @throws IOException where the driver can no longer be reached
   */
  Optional<Request> after(long number) throws IOException, InterruptedException;

  /** Ends the task of this thread if Spark wants that. */
  static void endIfKilled() {
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.killTaskIfInterrupted();
    }
  }

  /** Hands in a task's answer to a request; what nobody waits for any more is ignored. */
  void deliver(int task, long request, Answer answer) throws IOException, InterruptedException;
}
