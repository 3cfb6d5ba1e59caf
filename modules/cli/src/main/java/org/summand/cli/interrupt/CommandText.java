package org.summand.cli.interrupt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as a user enters it. */
public final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private CommandText() {}

  /** The command of these arguments, and one more option unless it is among them. */
  public static String of(String[] args, String option) {
    // Spark's own settings may be passwords, and what is said here may be kept in a log.
    if (Arrays.stream(args).anyMatch(arg -> arg.contains("spark."))) {
      return "the same command and " + option;
    }
    List<String> words = new ArrayList<>(List.of("summand"));
    words.addAll(List.of(args));
    if (!words.contains(option)) {
      words.add(option);
    }
    return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  /** As a POSIX shell reads it. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
