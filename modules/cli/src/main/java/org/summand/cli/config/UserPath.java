package org.summand.cli.config;

/** Paths as people write them. */
public final class UserPath {
  private static final String HOME = "~";

  private UserPath() {}

  /**
   * The path with {@code ~} replaced by the home directory: a shell does so only at the beginning
   * of a word, not in {@code --out=~/model} or a configuration.
   *
   * @throws IllegalArgumentException where it begins with another user's home directory
   */
  public static String of(String text) {
    boolean isHome = text.equals(HOME) || text.startsWith(HOME + "/");
    if (text.startsWith(HOME) && !isHome) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' begins with the home directory of another user, which is not looked up; write the"
              + " whole path, or ./"
              + text);
    }
    return isHome ? System.getProperty("user.home") + text.substring(HOME.length()) : text;
  }
}
