package org.summand.cli.table.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks through the bytes of a CSV file for quoted cells that go on in the next line, without
 * cutting it into cells: a line with an even number of quotes ends outside of them, so that only
 * lines of an odd number are looked at more closely. Lines that are not UTF-8 are found on the way,
 * because readers take such bytes for one character, and different words for one.
 */
public final class MultiLineScan {
  private static final int BUFFER = 1 << 20;

  /** A longer line is not looked at more closely, but taken for one whose cell goes on. */
  private static final int LONGEST_LINE = 1 << 24;

  private final String separator;
  private long oddLines;
  private long openLines;
  private Optional<String> unreadable = Optional.empty();

  public MultiLineScan(String separator) {
    this.separator = separator;
  }

  /**
   * Whether a quoted cell goes over several lines. Such a cell ends in another line of an odd
   * number of quotes; a lone quote is a fault of its own line.
   */
  public boolean isMultiLine() {
    return isMultiLine(oddLines, openLines);
  }

  /** The same of the sums over all parts of a file. */
  public static boolean isMultiLine(long oddLines, long openLines) {
    return openLines > 0 && oddLines > 1;
  }

  /** The lines with an odd number of quotes. */
  public long oddLines() {
    return oddLines;
  }

  /** The lines that end within a cell that began in them. */
  public long openLines() {
    return openLines;
  }

  /** The first line that is not UTF-8, as far as it can be read. */
  public Optional<String> unreadable() {
    return unreadable;
  }

  /**
   * Looks at the lines that begin behind {@code from} and not behind {@code to}, and at the first
   * of the file.
   *
   * @param in the file, from {@code from} on
   */
  public void scan(InputStream in, long from, long to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long at = from;
    int filled = 0;
    int line = 0;
    int quotes = 0;
    // Negative once a byte is, which is then of a character beyond ASCII.
    int signs = 0;
    boolean isWhole = from == 0;
    boolean isCut = false;
    while (true) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        break;
      }
      int end = filled + read;
      for (int i = filled; i < end; i++) {
        signs |= buffer[i];
        if (buffer[i] == '"') {
          quotes++;
        } else if (buffer[i] == '\n') {
          if (quotes % 2 != 0 && isWhole) {
            judge(buffer, line, i);
          }
          if (signs < 0 && isWhole && !isCut) {
            requireText(buffer, line, i);
          }
          quotes = 0;
          signs = 0;
          isWhole = true;
          isCut = false;
          line = i + 1;
          if (at + line > to) {
            return;
          }
        }
      }
      if (line == 0 && end == buffer.length && end < LONGEST_LINE) {
        buffer = Arrays.copyOf(buffer, 2 * end);
        filled = end;
        continue;
      }
      isCut |= line == 0 && end >= LONGEST_LINE;
      int kept = line == 0 && end >= LONGEST_LINE ? 0 : end - line;
      at += end - kept;
      System.arraycopy(buffer, end - kept, buffer, 0, kept);
      filled = kept;
      line = 0;
    }
    if (quotes % 2 != 0 && isWhole) {
      judge(buffer, line, filled);
    }
    if (signs < 0 && isWhole && !isCut) {
      requireText(buffer, line, filled);
    }
  }

  private void requireText(byte[] buffer, int from, int to) {
    if (unreadable.isPresent()) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
    } catch (CharacterCodingException notText) {
      unreadable = Optional.of(new String(buffer, from, to - from, StandardCharsets.UTF_8));
    }
  }

  private void judge(byte[] buffer, int from, int to) {
    oddLines++;
    String line = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    if (new QuoteTracker(List.of(separator)).endOpen(line)) {
      openLines++;
    }
  }
}
