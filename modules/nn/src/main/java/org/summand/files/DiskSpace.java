package org.summand.files;

import java.io.IOException;
import java.util.Locale;

/** The message about a disk that is too full. */
public final class DiskSpace {
  private static final double MEBIBYTE = 1 << 20;

  private DiskSpace() {}

  /** The refusal of a directory whose disk has less room than is needed. */
  public static IOException tooLittle(String directory, long needed, long free) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%.1f MiB will be written in %s, and its disk has %.1f MiB left; make room, or choose"
                + " another directory",
            needed / MEBIBYTE,
            directory,
            free / MEBIBYTE));
  }
}
