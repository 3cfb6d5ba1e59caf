package org.summand.spark.resident;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.summand.train.gradient.PartialSums;

/**
 * The resident tasks of a run, as the driver sees them: launches them, asks all of them for the
 * partial gradients of each step and how good weights are, and sends them away. One thread asks.
 *
 * @param <T> what a task holds
 */
public final class ResidentTasks<T> implements AutoCloseable {
  /** Longer than {@code spark.locality.wait}, which a task may wait for the place of its shards. */
  private static final long LAUNCH_MILLIS = 15_000;

  private static final long GOODBYE_MILLIS = 10_000;

  private final JavaSparkContext spark;
  private final TaskWork<T> work;
  private final int shards;
  private final int floats;

  private Optional<StepServer> server = Optional.empty();
  private volatile Optional<ResidentStage> stage = Optional.empty();
  private UUID launch;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param shards those of all tasks
   * @param floats the length of the weights
   */
  public ResidentTasks(JavaSparkContext spark, TaskWork<T> work, int shards, int floats) {
    this.spark = spark;
    this.work = work;
    this.shards = shards;
    this.floats = floats;
  }

  /** Whether tasks are there for the next step. */
  public boolean areThere() {
    return stage.isPresent() && !stage.get().coordinator().isOver();
  }

  /** How many tasks are there. */
  public int count() {
    return stage.get().coordinator().tasks();
  }

  /** Asks the tasks that are there for the partial gradients of a step. */
  public void askForStep(float[] weights, long step) {
    stage.get().coordinator().askForStep(step, weights);
  }

  /**
   * Launches the tasks, with the weights of a step.
   *
   * @param tasks a partition for each, with one element, what the task holds; its shards are found
   *     when it is asked about them, so that a launch does not wait for shards to be packed
   * @return whether all of them run
   */
  public boolean launch(RDD<T> tasks, float[] weights, long step) throws InterruptedException {
    forgetStage();
    StepCoordinator coordinator = new StepCoordinator(tasks.getNumPartitions());
    coordinator.askForStep(step, weights);
    launch = UUID.randomUUID();
    stage = Optional.of(new ResidentStage(tasks, work, endpoint(coordinator), coordinator));
    if (coordinator.awaitArrivals(LAUNCH_MILLIS)) {
      return true;
    }
    failure = Optional.of(coordinator.failure().orElseGet(ResidentTasks::tooLate));
    stage.get().stop(0);
    return false;
  }

  private static IllegalStateException tooLate() {
    return new IllegalStateException(
        "the tasks did not start within " + LAUNCH_MILLIS / 1000 + " s");
  }

  private DriverEndpoint endpoint(StepCoordinator coordinator) {
    if (spark.sc().isLocal()) {
      return new DriverEndpoint("", 0, launch, floats);
    }
    if (server.isEmpty()) {
      server = Optional.of(new StepServer(spark.getConf(), Transport.ofThisProcess()));
    }
    return server.get().admit(launch, coordinator, shards, floats);
  }

  /**
   * Waits for the partial gradients of the step that the tasks were asked for.
   *
   * @return what each task handed in; empty where the tasks are gone before all came
   */
  public Optional<List<PartialSums>> awaitPartials() throws InterruptedException {
    return awaitAnswers()
        .map(all -> all.stream().map(each -> ((Answer.Partials) each).sums()).toList());
  }

  /**
   * Asks the tasks that are there how good weights are.
   *
   * @return the judgements in the order of their shards; empty where the tasks are gone before all
   *     came
   */
  public Optional<List<Judgement>> judgements(float[] weights) throws InterruptedException {
    stage.get().coordinator().askForJudgement(weights);
    return awaitAnswers()
        .map(
            all ->
                all.stream()
                    .flatMap(each -> ((Answer.Judgements) each).shards().stream())
                    .sorted(Comparator.comparingInt(Judgement::shard))
                    .toList());
  }

  private Optional<List<Answer>> awaitAnswers() throws InterruptedException {
    Optional<List<Answer>> answers = stage.get().coordinator().awaitAnswers();
    if (answers.isEmpty()) {
      failure = stage.get().coordinator().failure();
    }
    return answers;
  }

  /** Why tasks were lost or did not start; empty where they only gave way. */
  public Optional<Throwable> failure() {
    return failure;
  }

  /** Sends the tasks away, from any thread: at once, or where a step is under way after it. */
  public void giveWay() {
    stage.ifPresent(present -> present.coordinator().giveWay());
  }

  private void forgetStage() {
    failure = Optional.empty();
    if (stage.isPresent()) {
      server.ifPresent(open -> open.forget(launch));
      stage = Optional.empty();
    }
  }

  /** Sends the tasks away, waits until they are gone, and closes the port. */
  @Override
  public void close() {
    try {
      if (stage.isPresent()) {
        stage.get().stop(GOODBYE_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      server.ifPresent(StepServer::close);
    }
  }
}
