package org.summand.spark.resident;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.summand.data.Shard;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One launch of the tasks: a barrier stage, whose tasks Spark starts all together or not at all,
 * never duplicates, and ends all together when one of them is lost.
 */
final class ResidentStage {
  private static final ClassTag<Long> LONG = ClassTag$.MODULE$.apply(Long.class);

  /** The launches of this JVM's drivers: where tasks run in the same one, they need no network. */
  private static final Map<UUID, StepCoordinator> HERE = new ConcurrentHashMap<>();

  private final StepCoordinator rendezvous;
  private final JavaFutureAction<List<Long>> job;
  private final Thread watcher;

  ResidentStage(
      JavaRDD<Shard> shards,
      GradientFunction work,
      DriverEndpoint ticket,
      StepCoordinator rendezvous) {
    this.rendezvous = rendezvous;
    HERE.put(ticket.launch, rendezvous);
    RDD<Long> tasks =
        shards.rdd().barrier().mapPartitions(new ResidentTask(ticket, work), false, LONG);
    job = JavaRDD.fromRDD(tasks, LONG).collectAsync();
    watcher = new Thread(() -> watch(ticket.launch), "summand resident stage");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The way to the driver from a task of this JVM. */
  static DriverLink road(DriverEndpoint ticket) throws IOException, InterruptedException {
    StepCoordinator here = HERE.get(ticket.launch);
    return here == null ? StepClient.road(ticket) : here;
  }

  private void watch(UUID launch) {
    try {
      job.get();
      rendezvous.end();
    } catch (ExecutionException failed) {
      rendezvous.fail(failed.getCause());
    } catch (CancellationException | InterruptedException cancelled) {
      rendezvous.end();
    } finally {
      HERE.remove(launch);
    }
  }

  StepCoordinator rendezvous() {
    return rendezvous;
  }

  /** Sends the tasks away and waits a while until they are gone. */
  void stop(long millis) throws InterruptedException {
    rendezvous.end();
    watcher.join(millis);
    if (watcher.isAlive()) {
      job.cancel(true);
    }
  }
}
