package org.summand.spark.resident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The driver's side of one launch of the tasks, request after request: what is asked, for all who
 * come for it, and what all tasks answer. Knows no network: tasks of this JVM come by {@link
 * LocalDriverLink}, those of others by {@link LaunchRpcHandler}. Safe for any number of threads.
 */
final class StepCoordinator {
  private record Waiting(long after, Consumer<Optional<Request>> then) {}

  private final Answer[] answers;
  private final BitSet arrived = new BitSet();
  private final List<Waiting> waiting = new ArrayList<>();
  private volatile Request current = new Request(0, Request.Kind.STEP, 0, new float[0]);
  private int missing;
  private boolean givesWay;
  private volatile boolean over;
  private Optional<Throwable> failure = Optional.empty();

  StepCoordinator(int tasks) {
    answers = new Answer[tasks];
  }

  /** The tasks that belong to it. */
  int tasks() {
    return answers.length;
  }

  // What the driver does.

  /** Asks all tasks for the partial gradients of a step. */
  void askForStep(long step, float[] weights) {
    ask(Request.Kind.STEP, step, weights);
  }

  /** Asks all tasks how good weights are. */
  void askForJudgement(float[] weights) {
    ask(Request.Kind.JUDGEMENT, 0, weights);
  }

  private void ask(Request.Kind kind, long step, float[] weights) {
    synchronized (this) {
      current = new Request(current.number() + 1, kind, step, weights);
      Arrays.fill(answers, null);
      missing = answers.length;
      notifyAll();
    }
    answerWaiting();
  }

  /** Waits until all tasks run; false where they do not within the time. */
  synchronized boolean awaitArrivals(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (arrived.cardinality() < answers.length && !over) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !over;
  }

  /**
   * Waits for the answers of all tasks.
   *
   * @return them in the order of the tasks; empty where the tasks ended before
   */
  synchronized Optional<List<Answer>> awaitAnswers() throws InterruptedException {
    while (missing > 0 && !over) {
      wait();
    }
    if (missing > 0) {
      return Optional.empty();
    }
    List<Answer> all = List.of(answers);
    Arrays.fill(answers, null);
    return Optional.of(all);
  }

  /** Sends the tasks away: at once between two requests, otherwise when all have answered. */
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
  synchronized void arrive(int task) {
    arrived.set(task);
    notifyAll();
  }

  /** Whether a request later than that of a number may come, and has not come yet. */
  boolean isToCome(long number) {
    return !over && current.number() <= number;
  }

  /** Sleeps until a later request has come or the tasks are no longer needed, or so long. */
  synchronized void awaitAfter(long number, long millis) throws InterruptedException {
    if (isToCome(number)) {
      wait(millis);
    }
  }

  /** The request under way; empty where the tasks are no longer needed. */
  synchronized Optional<Request> request() {
    return over ? Optional.empty() : Optional.of(current);
  }

  /** Calls {@code then} as soon as a later request has come, or none will. */
  void after(long number, Consumer<Optional<Request>> then) {
    synchronized (this) {
      waiting.add(new Waiting(number, then));
    }
    answerWaiting();
  }

  /** Takes a task's answer to a request; what nobody waits for any more is ignored. */
  void deliver(int task, long request, Answer answer) {
    synchronized (this) {
      if (request != current.number()
          || !current.kind().takes(answer)
          || missing == 0
          || answers[task] != null) {
        return;
      }
      answers[task] = answer;
      missing--;
      if (missing == 0) {
        notifyAll();
      }
    }
    endIfIdle();
  }

  /** Outside the lock, because an answer may take the network's time. */
  private void answerWaiting() {
    List<Waiting> answered = new ArrayList<>();
    Optional<Request> request;
    synchronized (this) {
      request = request();
      for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
        Waiting one = all.next();
        if (over || current.number() > one.after()) {
          answered.add(one);
          all.remove();
        }
      }
    }
    answered.forEach(one -> one.then().accept(request));
  }
}
