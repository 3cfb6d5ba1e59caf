package org.summand.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.summand.train.gradient.PartialSums;

/**
 * The driver's side of one launch of the tasks, step after step: the weights of a step, for all who
 * ask, and what all tasks hand in. Knows no network: tasks of this JVM come by {@link
 * LocalDriverLink}, those of others by {@link LaunchRpcHandler}. Safe for any number of threads.
 */
final class StepCoordinator {
  private record Waiting(long after, Consumer<Optional<StepWeights>> then) {}

  private final PartialSums[] partials;
  private final BitSet arrived = new BitSet();
  private final List<Waiting> waiting = new ArrayList<>();
  private volatile StepWeights current = new StepWeights(0, new float[0]);
  private int missing;
  private boolean givesWay;
  private volatile boolean over;
  private Optional<Throwable> failure = Optional.empty();

  StepCoordinator(int tasks) {
    partials = new PartialSums[tasks];
  }

  /** The tasks that belong to it. */
  int tasks() {
    return partials.length;
  }

  // What the driver does.

  /** Gives the weights of a step to all who wait for them. */
  void publish(long step, float[] weights) {
    StepWeights next = new StepWeights(step, weights);
    synchronized (this) {
      current = next;
      Arrays.fill(partials, null);
      missing = partials.length;
      notifyAll();
    }
    answerWaiting();
  }

  /** Waits until all tasks run; false where they do not within the time. */
  synchronized boolean awaitArrivals(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (arrived.cardinality() < partials.length && !over) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !over;
  }

  /**
   * Waits for the partial gradients of all tasks.
   *
   * @return them in the order of the tasks; empty where the tasks ended before
   */
  synchronized Optional<List<PartialSums>> awaitPartials() throws InterruptedException {
    while (missing > 0 && !over) {
      wait();
    }
    if (missing > 0) {
      return Optional.empty();
    }
    List<PartialSums> all = List.of(partials);
    Arrays.fill(partials, null);
    return Optional.of(all);
  }

  /**
   * Sends the tasks away: at once between two steps, otherwise when the partial gradients are
   * there.
   */
  void giveWay() {
    synchronized (this) {
      givesWay = true;
    }
    endIfIdle();
  }

  /** Sends the tasks away, whatever they do. */
  void end() {
    end(Optional.empty());
  }

  /** Says that the tasks are gone. */
  void fail(Throwable cause) {
    end(Optional.of(cause));
  }

  private void endIfIdle() {
    boolean idle;
    synchronized (this) {
      idle = givesWay && missing == 0;
    }
    if (idle) {
      end();
    }
  }

  private void end(Optional<Throwable> cause) {
    synchronized (this) {
      if (!over) {
        over = true;
        failure = cause;
      }
      notifyAll();
    }
    answerWaiting();
  }

  /** Whether the tasks have been sent away or are gone. */
  synchronized boolean isOver() {
    return over;
  }

  /** Why the tasks are gone, if that was not the driver's wish. */
  synchronized Optional<Throwable> failure() {
    return failure;
  }

  // What the tasks do.

  /** Notes that a task runs. */
  synchronized void arrive(int number) {
    arrived.set(number);
    notifyAll();
  }

  /** Whether a step later than {@code step} may come, and has not come yet. */
  boolean isToCome(long step) {
    return !over && current.step() <= step;
  }

  /** Sleeps until a later step has come or the tasks are no longer needed, or so long. */
  synchronized void awaitAfter(long step, long millis) throws InterruptedException {
    if (isToCome(step)) {
      wait(millis);
    }
  }

  /** The step under way; empty where the tasks are no longer needed. */
  synchronized Optional<StepWeights> answer() {
    return over ? Optional.empty() : Optional.of(current);
  }

  /** Calls {@code then} as soon as a step later than {@code step} has come, or none will. */
  void after(long step, Consumer<Optional<StepWeights>> then) {
    synchronized (this) {
      waiting.add(new Waiting(step, then));
    }
    answerWaiting();
  }

  /** Takes the partial gradients of a task; what nobody waits for any more is ignored. */
  void deliver(int number, long step, PartialSums sums) {
    synchronized (this) {
      if (step != current.step() || missing == 0 || partials[number] != null) {
        return;
      }
      partials[number] = sums;
      missing--;
      if (missing == 0) {
        notifyAll();
      }
    }
    endIfIdle();
  }

  /** Answers outside the lock, because an answer may take the network's time. */
  private void answerWaiting() {
    List<Waiting> answered = new ArrayList<>();
    Optional<StepWeights> answer;
    synchronized (this) {
      answer = answer();
      for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
        Waiting one = all.next();
        if (over || current.step() > one.after()) {
          answered.add(one);
          all.remove();
        }
      }
    }
    answered.forEach(one -> one.then().accept(answer));
  }
}
