package org.summand.spark.resident;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.summand.train.gradient.Gradient;

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

  private static final int LAUNCH_BYTES = 1 + 2 * Long.BYTES;
  private static final int GRADIENT_HEAD = LAUNCH_BYTES + 2 * Integer.BYTES + 6 * Long.BYTES;

  /** The head of an answer: the step, or 0 where there is none and the tasks may go. */
  static final int ANSWER_HEAD = Long.BYTES;

  private WireFormat() {}

  /** The number of chunks that so many floats take. */
  static int chunks(int floats) {
    return Math.max(1, (int) (((long) floats + CHUNK_FLOATS - 1) / CHUNK_FLOATS));
  }

  /** The first float of a chunk. */
  static int start(int chunk) {
    return chunk * CHUNK_FLOATS;
  }

  /** How many of {@code floats} are in a chunk. */
  static int length(int chunk, int floats) {
    return Math.min(CHUNK_FLOATS, floats - start(chunk));
  }

  /** A buffer of the byte order of all messages. */
  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A received message, ready to be read. */
  static ByteBuffer received(ByteBuffer message) {
    return message.order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer arrive(UUID launch, int shard) {
    return launch(allocate(LAUNCH_BYTES + Integer.BYTES), ARRIVE, launch).putInt(shard).flip();
  }

  static ByteBuffer after(UUID launch, long step, int chunk) {
    return launch(allocate(LAUNCH_BYTES + Long.BYTES + Integer.BYTES), AFTER, launch)
        .putLong(step)
        .putInt(chunk)
        .flip();
  }

  /** A chunk of a partial gradient, written over {@code buffer} where that is large enough. */
  static ByteBuffer deliver(
      ByteBuffer buffer, UUID launch, int shard, long step, int chunk, Gradient partial) {
    int length = length(chunk, partial.sums().length);
    int bytes = GRADIENT_HEAD + length * Float.BYTES;
    ByteBuffer message = buffer != null && buffer.capacity() >= bytes ? buffer : allocate(bytes);
    launch(message.clear(), DELIVER, launch)
        .putInt(shard)
        .putInt(chunk)
        .putLong(step)
        .putDouble(partial.loss())
        .putDouble(partial.weight())
        .putLong(partial.rows())
        .putLong(partial.computeNanos())
        .putLong(partial.loadNanos());
    return putFloats(message, partial.sums(), start(chunk), length).flip();
  }

  /** A chunk of a step's weights, written over {@code buffer} where that is large enough. */
  static ByteBuffer answer(ByteBuffer buffer, StepWeights step, int chunk) {
    int length = length(chunk, step.weights().length);
    int bytes = ANSWER_HEAD + length * Float.BYTES;
    ByteBuffer message = buffer != null && buffer.capacity() >= bytes ? buffer : allocate(bytes);
    message.clear().putLong(step.step());
    return putFloats(message, step.weights(), start(chunk), length).flip();
  }

  /** Says that the tasks may go. */
  static ByteBuffer over() {
    return allocate(ANSWER_HEAD).putLong(0).flip();
  }

  static UUID launch(ByteBuffer message) {
    return new UUID(message.getLong(), message.getLong());
  }

  /** Copies all floats that are left in a message. */
  static void floats(ByteBuffer message, float[] to, int offset) {
    message.asFloatBuffer().get(to, offset, message.remaining() / Float.BYTES);
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
