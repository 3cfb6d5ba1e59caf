package org.summand.spark.resident;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.Consumer;
import org.summand.train.gradient.Gradient;

/**
 * Serves the tasks of one launch that come over the network: cuts weights into chunks and puts
 * partial gradients together from them.
 */
final class LaunchRpcHandler {
  private final StepCoordinator coordinator;
  private final int floats;
  private final Assembly[] assemblies;
  private final ByteBuffer[] answers;
  private final long[] encodedSteps;

  LaunchRpcHandler(StepCoordinator coordinator, int shards, int floats) {
    this.coordinator = coordinator;
    this.floats = floats;
    assemblies = new Assembly[shards];
    for (int s = 0; s < shards; s++) {
      assemblies[s] = new Assembly();
    }
    answers = new ByteBuffer[WireFormat.chunks(floats)];
    encodedSteps = new long[answers.length];
  }

  void arrive(ByteBuffer message) {
    coordinator.arrive(shard(message));
  }

  /** Answers as soon as there is something to say. */
  void after(ByteBuffer message, Consumer<ByteBuffer> answer) {
    long step = message.getLong();
    int chunk = chunk(message);
    coordinator.after(
        step,
        next ->
            answer.accept(
                next.map(weights -> encoded(weights, chunk)).orElseGet(WireFormat::over)));
  }

  /**
   * Each chunk is written once a step, for all executors, over that of the step before: the next
   * step begins when all have answered the last one, so nobody reads it any more.
   */
  private synchronized ByteBuffer encoded(StepWeights step, int chunk) {
    if (encodedSteps[chunk] != step.step()) {
      encodedSteps[chunk] = step.step();
      answers[chunk] = WireFormat.answer(answers[chunk], step, chunk);
    }
    return answers[chunk].duplicate();
  }

  void deliver(ByteBuffer message) {
    int shard = shard(message);
    assemblies[shard].add(shard, message);
  }

  private int shard(ByteBuffer message) {
    int shard = message.getInt();
    if (shard < 0 || shard >= assemblies.length) {
      throw new IllegalArgumentException("a message from shard " + shard);
    }
    return shard;
  }

  private int chunk(ByteBuffer message) {
    int chunk = message.getInt();
    if (chunk < 0 || chunk >= answers.length) {
      throw new IllegalArgumentException("a message about chunk " + chunk);
    }
    return chunk;
  }

  /** Puts the partial gradient of one shard together, whose chunks come one after the other. */
  private final class Assembly {
    private final BitSet received = new BitSet();
    private float[] sums;
    private long step;

    synchronized void add(int shard, ByteBuffer message) {
      int chunk = chunk(message);
      long ofStep = message.getLong();
      double loss = message.getDouble();
      double weight = message.getDouble();
      long rows = message.getLong();
      long computeNanos = message.getLong();
      long loadNanos = message.getLong();
      if (message.remaining() != WireFormat.length(chunk, floats) * Float.BYTES) {
        throw new IllegalArgumentException(
            "chunk " + chunk + " of a partial gradient has " + message.remaining() + " bytes");
      }
      if (ofStep != step) {
        step = ofStep;
        received.clear();
      }
      if (sums == null) {
        sums = new float[floats];
      }
      WireFormat.floats(message, sums, WireFormat.start(chunk));
      received.set(chunk);
      if (received.cardinality() == answers.length) {
        received.clear();
        float[] whole = sums;
        // The driver adds all partial gradients into the first one, and gives that away.
        sums = shard == 0 ? null : sums;
        coordinator.deliver(
            shard,
            step,
            new Gradient(whole, loss, weight, rows).took(computeNanos).loaded(loadNanos));
      }
    }
  }
}
