package org.summand.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.summand.train.gradient.Gradient;

/**
 * Where the driver and the tasks of one stage meet, step after step: the driver lays out the
 * weights of a step and waits for the partial gradients of all shards. Safe for any number of
 * threads.
 */
final class StepCoordinator implements DriverLink {
  /** About as long as the driver takes for a step of its own, the optimiser's. */
  private static final long LOOK_OUT_NANOS = 1_000_000;

  private record Waiting(long after, Consumer<Optional<StepWeights>> then) {}

  private final Gradient[] summands;
  private final long lookOutNanos;
  private final BitSet arrived = new BitSet();
  private final List<Waiting> waiting = new ArrayList<>();
  private volatile StepWeights current = new StepWeights(0, new float[0]);
  private int missing;
  private boolean givesWay;
  private volatile boolean over;
  private Optional<Throwable> failure = Optional.empty();

  StepCoordinator(int shards) {
    summands = new Gradient[shards];
    boolean hasCores = shards <= Runtime.getRuntime().availableProcessors();
    lookOutNanos = hasCores ? LOOK_OUT_NANOS : 0;
  }

  // What the driver does.

  /** Lays out the weights of a step. */
  void publish(long step, float[] weights) {
    StepWeights next = new StepWeights(step, weights);
    synchronized (this) {
      current = next;
      Arrays.fill(summands, null);
      missing = summands.length;
      notifyAll();
    }
    answerWaiting();
  }

  /** Waits until the tasks of all shards run; false where they do not within the time. */
  synchronized boolean awaitArrivals(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (arrived.cardinality() < summands.length && !over) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !over;
  }

  /**
   * Waits for the partial gradients of all shards.
   *
   * @return them in the order of the shards; empty where the tasks ended before
   */
  synchronized Optional<List<Gradient>> awaitSummands() throws InterruptedException {
    while (missing > 0 && !over) {
      wait();
    }
    if (missing > 0) {
      return Optional.empty();
    }
    List<Gradient> all = List.of(summands);
    Arrays.fill(summands, null);
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

  @Override
  public synchronized void arrive(int shard) {
    arrived.set(shard);
    notifyAll();
  }

  @Override
  public Optional<StepWeights> after(long step) throws InterruptedException {
    lookOut(step);
    synchronized (this) {
      while (isToCome(step)) {
        wait(LOOK_UP_MILLIS);
        DriverLink.endIfKilled();
      }
      return answer();
    }
  }

  /**
   * Waits for a little while without going to sleep. The driver wakes a sleeper on its own core,
   * where two tasks may then stand behind each other until the system moves one; a thread that is
   * awake keeps the core it has. It lets go of it for whoever else has work; where there are more
   * tasks than cores, that would be other tasks, and it sleeps at once.
   */
  private void lookOut(long step) {
    long until = System.nanoTime() + lookOutNanos;
    while (isToCome(step) && System.nanoTime() < until) {
      Thread.yield();
    }
  }

  private boolean isToCome(long step) {
    return !over && current.step() <= step;
  }

  /** The same without a thread that waits: {@code then} is called as soon as there is an answer. */
  void after(long step, Consumer<Optional<StepWeights>> then) {
    synchronized (this) {
      waiting.add(new Waiting(step, then));
    }
    answerWaiting();
  }

  @Override
  public void deliver(int shard, long step, Gradient summand) {
    synchronized (this) {
      if (step != current.step() || missing == 0 || summands[shard] != null) {
        return;
      }
      summands[shard] = summand;
      missing--;
      if (missing == 0) {
        notifyAll();
      }
    }
    endIfIdle();
  }

  private synchronized Optional<StepWeights> answer() {
    return over ? Optional.empty() : Optional.of(current);
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
