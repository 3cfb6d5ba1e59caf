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
 * weights of a step come once for all of them.
 *
 * <p>One array of weights and the buffers of a task serve all steps: the driver begins a step only
 * when every task has handed in its partial gradients of the last one.
 */
final class NetworkDriverLink implements DriverLink {
  private final TransportClient client;
  private final DriverEndpoint endpoint;
  private final float[] weights;
  private final Map<Integer, ByteBuffer[]> buffers = new ConcurrentHashMap<>();

  private StepWeights current;
  private long askedAfter = -1;
  private int missingChunks;
  private boolean over;
  private IOException failure;

  NetworkDriverLink(TransportClient client, DriverEndpoint endpoint) {
    this.client = client;
    this.endpoint = endpoint;
    weights = new float[endpoint.floats];
    current = new StepWeights(0, weights);
  }

  /** Whether it is the link of that launch. */
  boolean leadsTo(UUID launch) {
    return endpoint.launch.equals(launch);
  }

  @Override
  public void arrive(int number) {
    send(WireFormat.arrive(endpoint.launch, number), answer -> {});
  }

  @Override
  public synchronized Optional<StepWeights> after(long step)
      throws IOException, InterruptedException {
    if (askedAfter < step && current.step() <= step) {
      askedAfter = step;
      missingChunks = WireFormat.chunks(weights.length);
      for (int chunk = 0; chunk < WireFormat.chunks(weights.length); chunk++) {
        int offset = (int) WireFormat.start(chunk);
        send(
            WireFormat.after(endpoint.launch, step, chunk),
            answer -> receive(WireFormat.received(answer), offset));
      }
    }
    while (!over && failure == null && current.step() <= step) {
      wait(LOOK_UP_MILLIS);
      DriverLink.endIfKilled();
    }
    if (failure != null) {
      throw failure;
    }
    return over ? Optional.empty() : Optional.of(current);
  }

  private synchronized void receive(ByteBuffer answer, int offset) {
    long step = answer.getLong();
    if (step == 0) {
      over = true;
      notifyAll();
      return;
    }
    WireFormat.floats(answer, weights, offset);
    missingChunks--;
    if (missingChunks == 0) {
      current = new StepWeights(step, weights);
      notifyAll();
    }
  }

  @Override
  public void deliver(int number, long step, PartialSums sums) {
    int chunks = WireFormat.chunks((long) sums.stretches().size() * weights.length);
    ByteBuffer[] messages = buffers.computeIfAbsent(number, first -> new ByteBuffer[chunks]);
    for (int chunk = 0; chunk < chunks; chunk++) {
      messages[chunk] =
          WireFormat.deliver(messages[chunk], endpoint.launch, number, step, chunk, sums);
      send(messages[chunk], answer -> {});
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
