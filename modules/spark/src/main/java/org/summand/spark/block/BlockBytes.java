package org.summand.spark.block;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import org.apache.spark.storage.BlockData;
import org.summand.data.Shard;

/**
 * A block as bytes: the shard's index, the numbers of rows, features and targets, then the features
 * and the targets as they are, little-endian. Java's serialization of the same takes several times
 * as long to read.
 */
final class BlockBytes {
  private static final int HEADER = 4 * Integer.BYTES;

  /** What a file is read through, a piece at a time. */
  private static final ThreadLocal<ByteBuffer> PIECE =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 18));

  private BlockBytes() {}

  /** The bytes of a block of so many floats. */
  static long size(long floats) {
    return HEADER + floats * Float.BYTES;
  }

  static ByteBuffer of(Shard block) {
    float[] features = block.features();
    float[] targets = block.targets();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(size((long) features.length + targets.length)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(block.index())
            .putInt(block.rows())
            .putInt(features.length)
            .putInt(targets.length);
    bytes.asFloatBuffer().put(features).put(targets);
    return bytes.rewind();
  }

  /** The block that Spark keeps in memory, or in a file. */
  static Shard read(BlockData data) throws IOException {
    try (InputStream in = data.toInputStream()) {
      if (in instanceof FileInputStream file) {
        return read(file.getChannel());
      }
    }
    return read(data.toByteBuffer());
  }

  static Shard read(ByteBuffer all) {
    ByteBuffer bytes = all.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int index = bytes.getInt();
    int rows = bytes.getInt();
    float[] features = new float[bytes.getInt()];
    float[] targets = new float[bytes.getInt()];
    bytes.asFloatBuffer().get(features).get(targets);
    return new Shard(index, rows, features, targets);
  }

  private static Shard read(FileChannel file) throws IOException {
    ByteBuffer header = fill(file, HEADER);
    int index = header.getInt();
    int rows = header.getInt();
    float[] features = new float[header.getInt()];
    float[] targets = new float[header.getInt()];
    read(file, features);
    read(file, targets);
    return new Shard(index, rows, features, targets);
  }

  private static void read(FileChannel file, float[] into) throws IOException {
    int at = 0;
    while (at < into.length) {
      FloatBuffer piece =
          fill(file, Float.BYTES * Math.min(into.length - at, PIECE.get().capacity() / Float.BYTES))
              .asFloatBuffer();
      int floats = piece.remaining();
      piece.get(into, at, floats);
      at += floats;
    }
  }

  /** The next so many bytes of a file. */
  private static ByteBuffer fill(FileChannel file, int count) throws IOException {
    ByteBuffer piece = PIECE.get().clear().limit(count).order(ByteOrder.LITTLE_ENDIAN);
    while (piece.hasRemaining()) {
      if (file.read(piece) < 0) {
        throw new EOFException("the file of a block ends too early");
      }
    }
    return piece.flip();
  }
}
