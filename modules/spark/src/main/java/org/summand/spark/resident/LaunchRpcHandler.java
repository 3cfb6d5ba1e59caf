package org.summand.spark.resident;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.PartialSums;
import org.summand.train.gradient.PartialSums.Stretch;

/**
 * Serves the tasks of one launch that come over the network: cuts weights into chunks, puts partial
 * gradients together from them, and reads judgements.
 */
final class LaunchRpcHandler {
  private final StepCoordinator coordinator;
  private final int shards;
  private final int floats;
  private final Assembly[] assemblies;
  private final ByteBuffer[] answers;
  private final long[] encodedRequests;

  /**
   * @param shards those of all tasks
   */
  LaunchRpcHandler(StepCoordinator coordinator, int shards, int floats) {
    this.coordinator = coordinator;
    this.shards = shards;
    this.floats = floats;
    assemblies = new Assembly[coordinator.tasks()];
    for (int t = 0; t < assemblies.length; t++) {
      assemblies[t] = new Assembly();
    }
    answers = new ByteBuffer[WireFormat.chunks(floats)];
    encodedRequests = new long[answers.length];
  }

  void arrive(ByteBuffer message) {
    coordinator.arrive(task(message));
  }

  /** Answers as soon as there is something to say. */
  void after(ByteBuffer message, Consumer<ByteBuffer> answer) {
    long number = message.getLong();
    int chunk = message.getInt();
    requireChunk(chunk, answers.length);
    coordinator.after(
        number,
        next ->
            answer.accept(
                next.map(request -> encoded(request, chunk)).orElseGet(WireFormat::over)));
  }

  /**
   * Each chunk is written once a request, for all executors, over that of the request before: the
   * next one is made when all have answered the last one, so nobody reads it any more.
   */
  private synchronized ByteBuffer encoded(Request request, int chunk) {
    if (encodedRequests[chunk] != request.number()) {
      encodedRequests[chunk] = request.number();
      answers[chunk] = WireFormat.request(answers[chunk], request, chunk);
    }
    return answers[chunk].duplicate();
  }

  void deliver(ByteBuffer message) {
    int task = task(message);
    assemblies[task].add(task, message);
  }

  void judged(ByteBuffer message) {
    int task = task(message);
    long request = message.getLong();
    List<Judgement> judgements = WireFormat.judgements(message);
    judgements.forEach(judgement -> requireShard(judgement.shard()));
    coordinator.deliver(task, request, new Answer.Judgements(judgements));
  }

  private int task(ByteBuffer message) {
    int task = message.getInt();
    if (task < 0 || task >= assemblies.length) {
      throw new IllegalArgumentException("a message from task " + task);
    }
    return task;
  }

  private void requireShard(int shard) {
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("a message about shard " + shard);
    }
  }

  private static void requireChunk(int chunk, int chunks) {
    if (chunk < 0 || chunk >= chunks) {
      throw new IllegalArgumentException("a message about chunk " + chunk);
    }
  }

  /** Puts the partial gradients of one task together, whose chunks come one after the other. */
  private final class Assembly {
    private final BitSet received = new BitSet();
    private float[][] sums = new float[0][];
    private long request;

    synchronized void add(int task, ByteBuffer message) {
      long ofRequest = message.getLong();
      long computeNanos = message.getLong();
      long loadNanos = message.getLong();
      int chunk = message.getInt();
      Stretch[] stretches = stretches(message);
      int chunks = WireFormat.chunks((long) stretches.length * floats);
      requireChunk(chunk, chunks);
      int length = WireFormat.length(chunk, (long) stretches.length * floats);
      if (message.remaining() != length * Float.BYTES) {
        throw new IllegalArgumentException(
            "chunk " + chunk + " of partial gradients has " + message.remaining() + " bytes");
      }
      if (ofRequest != request) {
        request = ofRequest;
        received.clear();
      }
      WireFormat.forEachPart(
          WireFormat.start(chunk),
          length,
          floats,
          (which, offset, count) -> WireFormat.floats(message, sums[which], offset, count));
      received.set(chunk);
      if (received.cardinality() == chunks) {
        received.clear();
        coordinator.deliver(
            task, request, new Answer.Partials(whole(stretches).took(computeNanos, loadNanos)));
      }
    }

    /** Their shards, losses, weights and rows, with the arrays that their sums come into. */
    private Stretch[] stretches(ByteBuffer message) {
      int count = message.getInt();
      if (count < 1 || count > shards) {
        throw new IllegalArgumentException("a message with " + count + " partial gradients");
      }
      if (sums.length != count) {
        sums = new float[count][];
      }
      Stretch[] stretches = new Stretch[count];
      for (int i = 0; i < count; i++) {
        int first = message.getInt();
        requireShard(first);
        double loss = message.getDouble();
        double weight = message.getDouble();
        long rows = message.getLong();
        sums[i] = sums[i] == null ? new float[floats] : sums[i];
        stretches[i] = new Stretch(first, new Gradient(sums[i], loss, weight, rows));
      }
      return stretches;
    }

    private PartialSums whole(Stretch[] stretches) {
      if (stretches[0].first() == 0) {
        // The driver adds all partial gradients into the first one, and gives that away.
        sums[0] = null;
      }
      return new PartialSums(shards, List.of(stretches));
    }
  }
}
