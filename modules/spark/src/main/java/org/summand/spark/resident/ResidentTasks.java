package org.summand.spark.resident;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.data.Shard;
import org.summand.train.gradient.Gradient;

/**
 * The driver's hand on the resident tasks: launches them when a step needs them, hands each its
 * weights, collects their partial gradients, and sends them away. Steps are asked for by one
 * thread.
 */
public final class ResidentTasks implements AutoCloseable {
  /** Longer than {@code spark.locality.wait}, which a task may wait for the place of its shard. */
  private static final long LAUNCH_MILLIS = 15_000;

  private static final long GOODBYE_MILLIS = 10_000;

  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final GradientFunction work;
  private final int floats;

  private Optional<StepServer> server = Optional.empty();
  private volatile Optional<ResidentStage> stage = Optional.empty();
  private UUID launch;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param shards one in each partition, that of index i in partition i
   * @param floats the length of the weights
   */
  public ResidentTasks(
      JavaSparkContext spark, JavaRDD<Shard> shards, GradientFunction work, int floats) {
    this.spark = spark;
    this.shards = shards;
    this.work = work;
    this.floats = floats;
  }

  /** Whether tasks are there for the next step. */
  public boolean areThere() {
    return stage.isPresent() && !stage.get().rendezvous().isOver();
  }

  /**
   * Launches the tasks and lays out the weights of a step; where they are there, only the latter.
   *
   * @return whether all of them run
   */
  public boolean begin(float[] weights, long step) throws InterruptedException {
    if (areThere()) {
      stage.get().rendezvous().publish(step, weights);
      return true;
    }
    forgetStage();
    StepCoordinator rendezvous = new StepCoordinator(shards.getNumPartitions());
    rendezvous.publish(step, weights);
    launch = UUID.randomUUID();
    stage = Optional.of(new ResidentStage(shards, work, ticket(rendezvous), rendezvous));
    if (rendezvous.awaitArrivals(LAUNCH_MILLIS)) {
      return true;
    }
    failure =
        Optional.of(
            rendezvous
                .failure()
                .orElseGet(
                    () ->
                        new IllegalStateException(
                            "the tasks did not start within " + LAUNCH_MILLIS / 1000 + " s")));
    stage.get().stop(0);
    return false;
  }

  private DriverEndpoint ticket(StepCoordinator rendezvous) {
    if (spark.sc().isLocal()) {
      return new DriverEndpoint("", 0, launch, floats);
    }
    if (server.isEmpty()) {
      server = Optional.of(new StepServer(spark.getConf(), Transport.ofThisProcess()));
    }
    return server.get().admit(launch, rendezvous, shards.getNumPartitions(), floats);
  }

  /**
   * Waits for the partial gradients of the step that was begun.
   *
   * @return them in the order of the shards; empty where the tasks are gone before all came
   */
  public Optional<List<Gradient>> finish() throws InterruptedException {
    Optional<List<Gradient>> summands = stage.get().rendezvous().awaitSummands();
    if (summands.isEmpty()) {
      failure = stage.get().rendezvous().failure();
    }
    return summands;
  }

  /** Why tasks were lost or did not start; empty where they only gave way. */
  public Optional<Throwable> failure() {
    return failure;
  }

  /** Sends the tasks away, from any thread: at once, or where a step is under way after it. */
  public void giveWay() {
    stage.ifPresent(present -> present.rendezvous().giveWay());
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
