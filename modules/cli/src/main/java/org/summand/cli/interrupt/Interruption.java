package org.summand.cli.interrupt;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Ends a command whose process is interrupted, by Ctrl-C, SIGTERM, a terminal that hangs up, or a
 * cluster manager: the command tidies up where that takes no more than ten seconds, and prints one
 * line. A second signal ends it at once.
 *
 * <p>This is a shutdown hook rather than the handler of a signal, so that it works where others
 * handle signals, as YARN's application master does, and keeps the exit code that Java gives: 130
 * after Ctrl-C, 143 after SIGTERM. It is one of Hadoop's where Spark is used, because Spark stops
 * its context in one of those, of which the most important goes first.
 */
public final class Interruption {
  /** Spark stops its context at 40. */
  private static final int BEFORE_SPARK = 100;

  private static final long MOST_SECONDS = 10;
  private static final long MOST_SECONDS_TO_TIDY = 5;
  private static final long MILLIS_BETWEEN_LOOKS = 50;

  private static final Interruption OF_THIS_PROCESS = new Interruption();

  /** Thrown by a command that sees that it has been interrupted. */
  public static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Interrupted() {
      super("the command was interrupted");
    }
  }

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean isSaid = new AtomicBoolean();
  private final AtomicBoolean isBeforeSpark = new AtomicBoolean();
  private volatile InterruptibleWork work = InterruptibleWork.nothing("nothing was written");
  private volatile boolean begun;
  private volatile boolean underWay;
  private PrintStream err;
  private String[] args = {};

  private Interruption() {}

  /** Runs a command, the only one of this process, which may be interrupted until it ends. */
  public static int guard(String[] args, PrintStream err, IntSupplier command) {
    Interruption here = OF_THIS_PROCESS;
    here.args = args.clone();
    here.err = err;
    here.begun = true;
    Runtime.getRuntime().addShutdownHook(new Thread(here::endWithoutSpark, "interruption"));
    try {
      return command.getAsInt();
    } finally {
      here.ended.countDown();
    }
  }

  /** Must be called before Spark is started, which has a shutdown hook of its own. */
  public static void goBeforeSpark() {
    Interruption here = OF_THIS_PROCESS;
    if (here.begun && here.isBeforeSpark.compareAndSet(false, true)) {
      ShutdownHookManager.get()
          .addShutdownHook(() -> here.end(true), BEFORE_SPARK, 2 * MOST_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Names what the command does now. */
  public static void watch(InterruptibleWork now) {
    OF_THIS_PROCESS.work = now;
  }

  /** Whether the process was interrupted, so that what fails now fails for that reason. */
  public static boolean isUnderWay() {
    return OF_THIS_PROCESS.underWay;
  }

  /** Ends a command that has been interrupted. */
  public static void check() {
    if (isUnderWay()) {
      throw new Interrupted();
    }
  }

  /** What a user would enter to run the command again with one more option. */
  public static String again(String option) {
    return CommandText.of(OF_THIS_PROCESS.args, option);
  }

  private void endWithoutSpark() {
    if (!isBeforeSpark.get()) {
      end(false);
    }
  }

  private void end(boolean withSpark) {
    if (ended.getCount() == 0) {
      return; // a command that is over ends its process in the same way
    }
    underWay = true;
    SecondSignalHandler.listen(this::say);
    try {
      if (withSpark) {
        SparkShutdown.silence();
      }
      awaitEnd(withSpark);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    } finally {
      say();
      work.abandon();
    }
  }

  private void awaitEnd(boolean withSpark) throws InterruptedException {
    long startedAt = System.nanoTime();
    while (secondsSince(startedAt) < patience()) {
      if (ended.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        return;
      }
      if (withSpark && !work.isToBeFinished()) {
        SparkShutdown.cancelJobs();
      }
    }
  }

  private long patience() {
    if (work.isToBeFinished()) {
      return MOST_SECONDS;
    }
    return work.leavesTraces() ? MOST_SECONDS_TO_TIDY : 1;
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private void say() {
    if (isSaid.compareAndSet(false, true)) {
      work.clearScreen();
      err.println("summand: interrupted" + work.words());
      err.flush();
    }
  }
}
