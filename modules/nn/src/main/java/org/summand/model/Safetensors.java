package org.summand.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Named float32 tensors in the <a href="https://github.com/huggingface/safetensors">safetensors</a>
 * format, which Python reads with {@code safetensors.numpy.load_file}:
 *
 * <pre>
 * 8 bytes    n, the length of the header, little endian
 * n bytes    JSON {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, ...}, spaces
 * the rest   the tensors, row-major, little endian, without gaps
 * </pre>
 *
 * <p>The format holds no code. The reader is narrower than the format: it takes exactly the tensors
 * it was told to expect, in that order, and knows that the file is whole before it makes room for a
 * single weight. Values are not checked: NaN and infinities pass. Use {@link Sha256} against damage
 * inside the data.
 */
public final class Safetensors {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LENGTH_BYTES = Long.BYTES;

  private Safetensors() {}

  /**
   * A named window of one flat array: the elements {@code [offset, offset + count())}, row-major.
   * The shape is copied on the way in and out and compared by content.
   *
   * @param name the name in the file, for instance {@code "0.weights"}
   * @param shape the extent of each dimension, none negative; an empty shape is one number
   * @param offset the index of the first element in the flat array
   */
  public record Tensor(String name, int[] shape, int offset) {

    /**
     * @throws IllegalArgumentException if the shape or the offset is negative, the shape has more
     *     than 8 dimensions, or the window ends beyond the longest possible array
     */
    public Tensor {
      shape = shape.clone();
      long end = offset;
      boolean valid = offset >= 0 && shape.length <= SafetensorsHeader.MAXIMUM_DIMENSIONS;
      if (valid) {
        valid = Arrays.stream(shape).allMatch(extent -> extent >= 0);
        end += product(shape);
      }
      if (!valid || end > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "tensor '%s': shape %s at offset %d is not a window of a flat float array"
                .formatted(name, Arrays.toString(shape), offset));
      }
    }

    @Override
    public int[] shape() {
      return shape.clone();
    }

    /** Returns the number of elements, the product of the shape. */
    public int count() {
      return (int) product(shape);
    }

    /** The product, or 2³¹ where it does not fit an {@code int}; the extents are not negative. */
    private static long product(int[] shape) {
      long product = 1;
      for (int extent : shape) {
        if (extent == 0) {
          return 0;
        }
        product = Math.min(product * extent, 1L << 31); // 2³¹·2³¹ still fits a long
      }
      return product;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tensor that
          && name.equals(that.name)
          && Arrays.equals(shape, that.shape)
          && offset == that.offset;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * name.hashCode() + Arrays.hashCode(shape)) + offset;
    }

    @Override
    public String toString() {
      return name + Arrays.toString(shape) + "@" + offset;
    }
  }

  /**
   * Writes the tensors and leaves {@code out} open. The same arguments give the same bytes. Besides
   * the header it needs a buffer of 64 KiB, however many weights there are.
   *
   * @param tensors windows that cover {@code data} in order, without gap or overlap
   * @param metadata free text for {@code __metadata__}; may be empty
   * @throws IllegalArgumentException if the windows do not cover the data, two names are equal, or
   *     the header would be longer than the 1 MiB that {@link #read} accepts
   */
  public static void write(
      OutputStream out, List<Tensor> tensors, float[] data, Map<String, String> metadata)
      throws IOException {
    int count = totalCount(tensors);
    if (count != data.length) {
      throw new IllegalArgumentException(
          "the tensors cover %d floats, but the data has %d".formatted(count, data.length));
    }
    byte[] header = SafetensorsHeader.encode(tensors, metadata);
    ByteBuffer buffer = littleEndian(BUFFER_BYTES);
    out.write(buffer.putLong(0, header.length).array(), 0, LENGTH_BYTES);
    out.write(header);
    int step = BUFFER_BYTES / Float.BYTES;
    for (int from = 0; from < count; from += Math.min(step, count - from)) {
      int floats = Math.min(step, count - from);
      buffer.asFloatBuffer().put(data, from, floats);
      out.write(buffer.array(), 0, floats * Float.BYTES);
    }
  }

  /**
   * Reads the tensors to the very end of {@code in} and leaves it open. Everything is checked
   * against {@code fileSize} first, so a hostile file costs no more memory than its own size and
   * the parsing of a header of at most 1 MiB.
   *
   * @param fileSize the size of the file in bytes, from the file system, not from the file
   * @param expected the windows of the result, in order, without gap or overlap
   * @param where the path of the file, for errors
   * @return the flat array of which the tensors are windows
   * @throws ModelFormatException if the file is anything but exactly these tensors
   * @throws IllegalArgumentException if {@code expected} has a gap, an overlap or a name twice
   */
  public static float[] read(InputStream in, long fileSize, List<Tensor> expected, String where)
      throws IOException {
    int count = totalCount(expected);
    int headerBytes = readHeaderLength(in, fileSize, where);
    byte[] header = in.readNBytes(headerBytes);
    if (header.length < headerBytes) {
      throw endsEarly(where, fileSize, LENGTH_BYTES + header.length);
    }
    SafetensorsHeader.check(header, expected, where);
    long dataBytes = (long) count * Float.BYTES;
    long expectedSize = LENGTH_BYTES + headerBytes + dataBytes;
    if (fileSize != expectedSize) {
      throw new ModelFormatException(
          "%s: expected %d bytes as its header says, got %d; the file is damaged or cut short"
              .formatted(where, expectedSize, fileSize));
    }
    float[] data = readData(in, count, fileSize, where);
    if (in.read() != -1) {
      throw new ModelFormatException(
          "%s: has more than the expected %d bytes; it grew while it was read"
              .formatted(where, fileSize));
    }
    return data;
  }

  private static int readHeaderLength(InputStream in, long fileSize, String where)
      throws IOException {
    byte[] bytes = in.readNBytes(LENGTH_BYTES);
    if (bytes.length < LENGTH_BYTES || fileSize < LENGTH_BYTES) {
      throw new ModelFormatException(
          "%s: expected a safetensors file, got only %d bytes; copy the model again"
              .formatted(where, Math.min(bytes.length, fileSize)));
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long longest = Math.min(SafetensorsHeader.MAXIMUM_BYTES, fileSize - LENGTH_BYTES);
    if (length < 0 || length > longest) {
      throw new ModelFormatException(
          "%s: expected a header of at most %d bytes, got the length %s; the file is damaged or"
                  .formatted(where, longest, Long.toUnsignedString(length))
              + " not a safetensors file");
    }
    return (int) length;
  }

  private static float[] readData(InputStream in, int count, long fileSize, String where)
      throws IOException {
    float[] data = new float[count];
    ByteBuffer buffer = littleEndian(BUFFER_BYTES);
    int step = BUFFER_BYTES / Float.BYTES;
    for (int from = 0; from < count; from += Math.min(step, count - from)) {
      int floats = Math.min(step, count - from);
      int got = in.readNBytes(buffer.array(), 0, floats * Float.BYTES);
      if (got < floats * Float.BYTES) {
        long missing = (long) (count - from) * Float.BYTES - got;
        throw endsEarly(where, fileSize, fileSize - missing);
      }
      buffer.asFloatBuffer().get(data, from, floats);
    }
    return data;
  }

  private static ModelFormatException endsEarly(String where, long expected, long got) {
    return new ModelFormatException(
        "%s: expected %d bytes, but the file ended after %d; copy the model again"
            .formatted(where, expected, got));
  }

  /** Checks that the windows follow each other from 0 and returns where the last one ends. */
  private static int totalCount(List<Tensor> tensors) {
    int end = 0;
    Set<String> names = new HashSet<>();
    for (Tensor tensor : tensors) {
      if (tensor.offset() != end || !names.add(tensor.name())) {
        throw new IllegalArgumentException(
            "expected a tensor with a new name at offset %d, got %s".formatted(end, tensor));
      }
      end += tensor.count();
    }
    return end;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
