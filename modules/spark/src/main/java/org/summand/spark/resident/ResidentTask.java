package org.summand.spark.resident;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.summand.data.Shard;
import org.summand.train.gradient.Gradient;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** A resident task: step after step the partial gradient of its partition's one shard. */
final class ResidentTask extends AbstractFunction1<Iterator<Shard>, Iterator<Long>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final DriverEndpoint endpoint;
  private final GradientFunction work;

  ResidentTask(DriverEndpoint endpoint, GradientFunction work) {
    this.endpoint = endpoint;
    this.work = work;
  }

  @Override
  public Iterator<Long> apply(Iterator<Shard> shards) {
    try {
      stay(ResidentStage.link(endpoint), shards);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      TaskContext.get().killTaskIfInterrupted();
      throw new IllegalStateException("a task was interrupted", interrupted);
    }
    return scala.collection.Iterator$.MODULE$.empty();
  }

  private void stay(DriverLink link, Iterator<Shard> shards)
      throws IOException, InterruptedException {
    // Before the shard is asked for, which may first have to be packed.
    link.arrive(TaskContext.getPartitionId());
    long askedAt = System.nanoTime();
    Shard shard = shards.next();
    long loadNanos = System.nanoTime() - askedAt;
    Optional<StepWeights> next = link.after(0);
    while (next.isPresent()) {
      long step = next.get().step();
      Gradient partial = work.partial(shard, next.get().weights(), step).loaded(loadNanos);
      link.deliver(shard.index(), step, partial);
      loadNanos = 0;
      next = link.after(step);
    }
  }
}
