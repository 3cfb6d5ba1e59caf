package org.summand.base;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floats as raw bytes. Java serialization writes a float array number by number; bytes it copies
 * whole, five times as fast.
 */
public final class FloatBytes {
  private FloatBytes() {}

  /** The little-endian bytes of {@code floats}. */
  public static byte[] of(float[] floats) {
    byte[] bytes = new byte[Math.multiplyExact(floats.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(floats);
    return bytes;
  }

  /** The floats of little-endian {@code bytes}. */
  public static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }
}
