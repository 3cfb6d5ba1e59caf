package org.summand.spark.resident;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** A resident task: step after step the partial gradients of its partition's shards. */
final class ResidentTask<T> extends AbstractFunction1<Iterator<T>, Iterator<Long>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final DriverEndpoint endpoint;
  private final GradientFunction<T> work;

  ResidentTask(DriverEndpoint endpoint, GradientFunction<T> work) {
    this.endpoint = endpoint;
    this.work = work;
  }

  @Override
  public Iterator<Long> apply(Iterator<T> shards) {
    try {
      stay(ResidentStage.link(endpoint), List.copyOf(CollectionConverters.asJava(shards.toSeq())));
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      TaskContext.get().killTaskIfInterrupted();
      throw new IllegalStateException("a task was interrupted", interrupted);
    }
    return scala.collection.Iterator$.MODULE$.empty();
  }

  private void stay(DriverLink link, List<T> shards) throws IOException, InterruptedException {
    int number = TaskContext.getPartitionId();
    link.arrive(number);
    Optional<StepWeights> next = link.after(0);
    while (next.isPresent()) {
      long step = next.get().step();
      link.deliver(number, step, work.partials(shards, next.get().weights(), step));
      next = link.after(step);
    }
  }
}
