package org.summand.spark.resident;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** A resident task: answers one request after the other about what its partition holds. */
final class ResidentTask<T> extends AbstractFunction1<Iterator<T>, Iterator<Long>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final DriverEndpoint endpoint;
  private final TaskWork<T> work;

  ResidentTask(DriverEndpoint endpoint, TaskWork<T> work) {
    this.endpoint = endpoint;
    this.work = work;
  }

  @Override
  public Iterator<Long> apply(Iterator<T> held) {
    try {
      stay(ResidentStage.link(endpoint), held.next());
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      TaskContext.get().killTaskIfInterrupted();
      throw new IllegalStateException("a task was interrupted", interrupted);
    }
    return scala.collection.Iterator$.MODULE$.empty();
  }

  private void stay(DriverLink link, T held) throws IOException, InterruptedException {
    int task = TaskContext.getPartitionId();
    link.arrive(task);
    Optional<Request> next = link.after(0);
    while (next.isPresent()) {
      Request request = next.get();
      link.deliver(task, request.number(), answer(held, request));
      next = link.after(request.number());
    }
  }

  private Answer answer(T held, Request request) {
    return switch (request.kind()) {
      case STEP -> new Answer.Partials(work.partials(held, request.weights(), request.step()));
      case JUDGEMENT -> new Answer.Judgements(work.judgements(held, request.weights()));
    };
  }
}
