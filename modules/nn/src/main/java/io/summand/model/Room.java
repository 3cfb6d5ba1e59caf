package io.summand.model;

import java.io.IOException;

/** What is said where a disk is too full. */
public final class Room {
  private static final double MEBIBYTE = 1 << 20;

  private Room() {}

  /** The refusal of a place that has less room than is needed. */
  public static IOException tooLittle(String name, long needed, long free) {
    return new IOException(
        String.format(
            java.util.Locale.ROOT,
            "%s: %.1f MiB will be written, and the disk has %.1f MiB left; make room, or choose"
                + " another directory",
            name,
            needed / MEBIBYTE,
            free / MEBIBYTE));
  }
}
