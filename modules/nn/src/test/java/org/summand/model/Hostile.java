package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a stranger may do to a file, and what a reader may do about it: refuse it, and stay small.
 */
public final class Hostile {
  /** What parsing costs beside the bytes that are parsed. */
  private static final long ALLOCATED_ANYHOW = 1 << 20;

  /** What a byte of a file may cost in all, of which most is garbage at once. */
  private static final long ALLOCATED_PER_BYTE = 16;

  private static final int LONGEST_MESSAGE = 600;

  /** Digits and letters become others, letters change case, a byte is none of ASCII. */
  private static final int[] FLIPS = {1, 2, 16, 32, 128, 255};

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // of HotSpot and OpenJ9

  private Hostile() {}

  /** What reads, or throws. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** What is tried on each altered file. */
  @FunctionalInterface
  public interface Trial {
    void of(byte[] altered) throws IOException;
  }

  /** Every beginning of a file but the whole. */
  public static void everyTruncation(byte[] file, Trial trial) throws IOException {
    for (int length = 0; length < file.length; length++) {
      trial.of(Arrays.copyOf(file, length));
    }
  }

  /** Every byte flipped in six ways, left out, and doubled. */
  public static void everyAlteration(byte[] file, Trial trial) throws IOException {
    for (int position = 0; position < file.length; position++) {
      for (int flip : FLIPS) {
        byte[] changed = file.clone();
        changed[position] ^= (byte) flip;
        trial.of(changed);
      }
      trial.of(spliced(file, position, position + 1));
      trial.of(spliced(file, position + 1, position));
    }
  }

  /** The bytes up to {@code end}, and behind them those from {@code begin}. */
  private static byte[] spliced(byte[] file, int end, int begin) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(file, 0, end);
    bytes.write(file, begin, file.length - begin);
    return bytes.toByteArray();
  }

  /**
   * What was read, or empty where it was refused as {@link ModelFormatException} says: in a
   * sentence that begins with where. Anything else that is thrown, and more memory than the files
   * account for, fails the test.
   */
  public static <T> Optional<T> readOrRefused(String where, long fileBytes, Reading<T> reading)
      throws IOException {
    return readOrRefused(where, ALLOCATED_PER_BYTE, fileBytes, reading);
  }

  /** The same where a byte may cost another number of bytes. */
  static <T> Optional<T> readOrRefused(
      String where, long perByte, long fileBytes, Reading<T> reading) throws IOException {
    long most = ALLOCATED_ANYHOW + perByte * fileBytes;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Optional<T> read = readOrRefused(where, reading);
    if (THREADS.getCurrentThreadAllocatedBytes() - before >= most) {
      // A sentence that is said for the first time makes the JVM load and link what says it.
      before = THREADS.getCurrentThreadAllocatedBytes();
      read = readOrRefused(where, reading);
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated for files of %d bytes", fileBytes)
        .isLessThan(most);
    return read;
  }

  private static <T> Optional<T> readOrRefused(String where, Reading<T> reading)
      throws IOException {
    try {
      return Optional.of(reading.read());
    } catch (ModelFormatException refused) {
      assertThat(refused.getMessage().length()).isLessThan(LONGEST_MESSAGE);
      assertThat(refused).hasMessageStartingWith(where);
      return Optional.empty();
    }
  }
}
