package org.summand.files;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names for directories until they are whole, and while they are put aside for another. The names
 * are hidden, and no process uses one twice, so that what a killed one left is never in the way.
 */
public final class TemporaryNames {
  private static final Pattern NAME = Pattern.compile("\\..+\\.(new|old)-[0-9a-f-]{36}");

  private TemporaryNames() {}

  /** A name beside that of a directory which is being written. */
  public static String ofNew(String directory) {
    return "." + directory + ".new-" + UUID.randomUUID();
  }

  /** A name beside that of a directory which is being replaced. */
  public static String ofOld(String directory) {
    return "." + directory + ".old-" + UUID.randomUUID();
  }

  /** Whether it is one of these. */
  public static boolean matches(String name) {
    return NAME.matcher(name).matches();
  }
}
