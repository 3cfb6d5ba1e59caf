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

  private final StepCoordinator coordinator;
  private final JavaFutureAction<List<Long>> job;
  private final Thread watcher;

  <T> ResidentStage(
      RDD<T> tasks, TaskWork<T> work, DriverEndpoint endpoint, StepCoordinator coordinator) {
    this.coordinator = coordinator;
    HERE.put(endpoint.launch, coordinator);
    RDD<Long> resident =
        tasks.barrier().mapPartitions(new ResidentTask<>(endpoint, work), false, LONG);
    job = JavaRDD.fromRDD(resident, LONG).collectAsync();
    watcher = new Thread(() -> watch(endpoint.launch), "summand resident stage");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** The link to the driver from a task of this JVM. */
  static DriverLink link(DriverEndpoint endpoint) throws IOException, InterruptedException {
    StepCoordinator here = HERE.get(endpoint.launch);
    return here == null ? StepClient.link(endpoint) : new LocalDriverLink(here);
  }

  private void watch(UUID launch) {
    try {
      job.get();
      coordinator.end();
    } catch (ExecutionException failed) {
      coordinator.fail(failed.getCause());
    } catch (CancellationException | InterruptedException cancelled) {
      coordinator.end();
    } finally {
      HERE.remove(launch);
    }
  }

  StepCoordinator coordinator() {
    return coordinator;
  }

  /** Sends the tasks away and waits a while until they are gone. */
  void stop(long millis) throws InterruptedException {
    coordinator.end();
    watcher.join(millis);
    if (watcher.isAlive()) {
      job.cancel(true);
    }
  }
}
