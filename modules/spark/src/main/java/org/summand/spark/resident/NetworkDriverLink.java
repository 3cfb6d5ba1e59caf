package org.summand.spark.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.summand.train.gradient.PartialSums;

/**
 * The link of one launch from another JVM to the driver. An executor's tasks share it, so the
 * weights of a request come once for all of them.
 *
 * <p>One array of weights and the buffers of a task serve all requests: the driver asks only when
 * every task has answered the last one.
 */
final class NetworkDriverLink implements DriverLink {
  private final TransportClient client;
  private final DriverEndpoint endpoint;
  private final float[] weights;
  private final Map<Integer, ByteBuffer[]> buffers = new ConcurrentHashMap<>();

  private Request current;
  private long askedAfter = -1;
  private int missingChunks;
  private boolean over;
  private IOException failure;

  NetworkDriverLink(TransportClient client, DriverEndpoint endpoint) {
    this.client = client;
    this.endpoint = endpoint;
    weights = new float[endpoint.floats];
    current = new Request(0, Request.Kind.STEP, 0, weights);
  }

  /** Whether it is the link of that launch. */
  boolean leadsTo(UUID launch) {
    return endpoint.launch.equals(launch);
  }

  @Override
  public void arrive(int task) {
    send(WireFormat.arrive(endpoint.launch, task), answer -> {});
  }

  @Override
  public synchronized Optional<Request> after(long number)
      throws IOException, InterruptedException {
    if (askedAfter < number && current.number() <= number) {
      askedAfter = number;
      missingChunks = WireFormat.chunks(weights.length);
      for (int chunk = 0; chunk < WireFormat.chunks(weights.length); chunk++) {
        int offset = (int) WireFormat.start(chunk);
        send(
            WireFormat.after(endpoint.launch, number, chunk),
            answer -> receive(WireFormat.received(answer), offset));
      }
    }
    while (!over && failure == null && current.number() <= number) {
      wait(LOOK_UP_MILLIS);
      DriverLink.endIfKilled();
    }
    if (failure != null) {
      throw failure;
    }
    return over ? Optional.empty() : Optional.of(current);
  }

  private synchronized void receive(ByteBuffer answer, int offset) {
    long number = answer.getLong();
    if (number == 0) {
      over = true;
      notifyAll();
      return;
    }
    Request.Kind kind = WireFormat.kind(answer);
    long step = answer.getLong();
    WireFormat.floats(answer, weights, offset);
    missingChunks--;
    if (missingChunks == 0) {
      current = new Request(number, kind, step, weights);
      notifyAll();
    }
  }

  @Override
  public void deliver(int task, long request, Answer answer) {
    if (answer instanceof Answer.Partials partials) {
      deliver(task, request, partials.sums());
    } else if (answer instanceof Answer.Judgements judgements) {
      send(
          WireFormat.judged(endpoint.launch, task, request, judgements.shards()),
          acknowledged -> {});
    }
  }

  private void deliver(int task, long request, PartialSums sums) {
    int chunks = WireFormat.chunks((long) sums.stretches().size() * weights.length);
    ByteBuffer[] messages = buffers.computeIfAbsent(task, first -> new ByteBuffer[chunks]);
    for (int chunk = 0; chunk < chunks; chunk++) {
      messages[chunk] =
          WireFormat.deliver(messages[chunk], endpoint.launch, task, request, chunk, sums);
      send(messages[chunk], acknowledged -> {});
    }
  }

  private void send(ByteBuffer message, Consumer<ByteBuffer> onAnswer) {
    client.sendRpc(
        message,
        new RpcResponseCallback() {
          @Override
          public void onSuccess(ByteBuffer answer) {
            onAnswer.accept(answer);
          }

          @Override
          public void onFailure(Throwable cause) {
            fail(cause);
          }
        });
  }

  private synchronized void fail(Throwable cause) {
    failure =
        new IOException(
            "the driver at " + client.getSocketAddress() + " can no longer be reached", cause);
    notifyAll();
  }
}
