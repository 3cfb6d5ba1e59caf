package org.summand.spark.resident;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.summand.train.gradient.PartialSums;
import org.summand.train.gradient.PartialSums.Stretch;

/**
 * The messages between a task and the driver: a head, and floats as they lie in memory. Long arrays
 * travel in chunks, so that no message is large and the receiver copies while the rest is on its
 * way. Little-endian throughout.
 */
final class WireFormat {
  /** The floats of a chunk: 4 MiB, a guess; other sizes were not measured. */
  static final int CHUNK_FLOATS = 1 << 20;

  static final byte ARRIVE = 0;
  static final byte AFTER = 1;
  static final byte DELIVER = 2;
  static final byte JUDGED = 3;

  private static final int LAUNCH_BYTES = 1 + 2 * Long.BYTES;
  private static final int SUMS_HEAD = LAUNCH_BYTES + 3 * Integer.BYTES + 3 * Long.BYTES;
  private static final int STRETCH_HEAD = Integer.BYTES + 3 * Long.BYTES;

  /** The head of a request: its number, or 0 where there is none and the tasks may go. */
  private static final int REQUEST_HEAD = 2 * Long.BYTES + 1;

  private WireFormat() {}

  /** The number of chunks that so many floats take. */
  static int chunks(long floats) {
    return Math.max(1, (int) ((floats + CHUNK_FLOATS - 1) / CHUNK_FLOATS));
  }

  /** The first float of a chunk. */
  static long start(int chunk) {
    return (long) chunk * CHUNK_FLOATS;
  }

  /** How many of {@code floats} are in a chunk. */
  static int length(int chunk, long floats) {
    return (int) Math.min(CHUNK_FLOATS, floats - start(chunk));
  }

  /** A buffer of the byte order of all messages. */
  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A received message, ready to be read. */
  static ByteBuffer received(ByteBuffer message) {
    return message.order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer arrive(UUID launch, int task) {
    return launch(allocate(LAUNCH_BYTES + Integer.BYTES), ARRIVE, launch).putInt(task).flip();
  }

  static ByteBuffer after(UUID launch, long request, int chunk) {
    return launch(allocate(LAUNCH_BYTES + Long.BYTES + Integer.BYTES), AFTER, launch)
        .putLong(request)
        .putInt(chunk)
        .flip();
  }

  /**
   * A chunk of a task's partial gradients, one behind the other as one long vector, written over
   * {@code buffer} where that is large enough. The head says what they are, in every chunk.
   */
  static ByteBuffer deliver(
      ByteBuffer buffer, UUID launch, int task, long request, int chunk, PartialSums sums) {
    List<Stretch> stretches = sums.stretches();
    int floats = stretches.get(0).sum().sums().length;
    int length = length(chunk, (long) stretches.size() * floats);
    int bytes = SUMS_HEAD + stretches.size() * STRETCH_HEAD + length * Float.BYTES;
    ByteBuffer message = buffer != null && buffer.capacity() >= bytes ? buffer : allocate(bytes);
    launch(message.clear(), DELIVER, launch)
        .putInt(task)
        .putLong(request)
        .putLong(sums.computeNanos())
        .putLong(sums.loadNanos())
        .putInt(chunk)
        .putInt(stretches.size());
    for (Stretch stretch : stretches) {
      message
          .putInt(stretch.first())
          .putDouble(stretch.sum().loss())
          .putDouble(stretch.sum().weight())
          .putLong(stretch.sum().rows());
    }
    forEachPart(
        start(chunk),
        length,
        floats,
        (which, offset, count) ->
            putFloats(message, stretches.get(which).sum().sums(), offset, count));
    return message.flip();
  }

  /** What is to be done with a part of a chunk that lies in one of several vectors. */
  @FunctionalInterface
  interface Part {
    void at(int which, int offset, int count);
  }

  /** The parts of a chunk of vectors of {@code floats} each that lie one behind the other. */
  static void forEachPart(long start, int length, int floats, Part part) {
    long end = start + length;
    for (long at = start; at < end; ) {
      int offset = (int) (at % floats);
      int count = (int) Math.min(floats - offset, end - at);
      part.at((int) (at / floats), offset, count);
      at += count;
    }
  }

  /** A task's judgements, in one message: they are short. */
  static ByteBuffer judged(UUID launch, int task, long request, List<Judgement> judgements) {
    List<byte[]> words =
        judgements.stream()
            .map(judgement -> judgement.words().getBytes(StandardCharsets.UTF_8))
            .toList();
    int bytes = words.stream().mapToInt(each -> 2 * Integer.BYTES + each.length).sum();
    ByteBuffer message =
        launch(allocate(LAUNCH_BYTES + 2 * Integer.BYTES + Long.BYTES + bytes), JUDGED, launch)
            .putInt(task)
            .putLong(request)
            .putInt(judgements.size());
    for (int i = 0; i < words.size(); i++) {
      message.putInt(judgements.get(i).shard()).putInt(words.get(i).length).put(words.get(i));
    }
    return message.flip();
  }

  /** What {@link #judged} wrote behind the request's number. */
  static List<Judgement> judgements(ByteBuffer message) {
    int count = message.getInt();
    if (count < 1) {
      throw new IllegalArgumentException("a message with " + count + " judgements");
    }
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int shard = message.getInt();
      int length = message.getInt();
      if (length < 0 || length > message.remaining()) {
        throw new IllegalArgumentException("a judgement of " + length + " bytes");
      }
      byte[] words = new byte[length];
      message.get(words);
      judgements.add(new Judgement(shard, new String(words, StandardCharsets.UTF_8)));
    }
    return judgements;
  }

  /**
   * A request with a chunk of its weights, written over {@code buffer} where that is large enough.
   */
  static ByteBuffer request(ByteBuffer buffer, Request request, int chunk) {
    int length = length(chunk, request.weights().length);
    int bytes = REQUEST_HEAD + length * Float.BYTES;
    ByteBuffer message = buffer != null && buffer.capacity() >= bytes ? buffer : allocate(bytes);
    message
        .clear()
        .putLong(request.number())
        .put((byte) request.kind().ordinal())
        .putLong(request.step());
    return putFloats(message, request.weights(), (int) start(chunk), length).flip();
  }

  /** What a request asks for, which follows its number. */
  static Request.Kind kind(ByteBuffer request) {
    return Request.Kind.values()[request.get()];
  }

  /** Says that the tasks may go. */
  static ByteBuffer over() {
    return allocate(Long.BYTES).putLong(0).flip();
  }

  static UUID launch(ByteBuffer message) {
    return new UUID(message.getLong(), message.getLong());
  }

  /** Copies all floats that are left in a message. */
  static void floats(ByteBuffer message, float[] to, int offset) {
    floats(message, to, offset, message.remaining() / Float.BYTES);
  }

  /** Copies the next floats of a message. */
  static void floats(ByteBuffer message, float[] to, int offset, int count) {
    message.asFloatBuffer().get(to, offset, count);
    message.position(message.position() + count * Float.BYTES);
  }

  private static ByteBuffer launch(ByteBuffer message, byte kind, UUID launch) {
    return message
        .put(kind)
        .putLong(launch.getMostSignificantBits())
        .putLong(launch.getLeastSignificantBits());
  }

  private static ByteBuffer putFloats(ByteBuffer message, float[] from, int offset, int length) {
    message.asFloatBuffer().put(from, offset, length);
    return message.position(message.position() + length * Float.BYTES);
  }
}
