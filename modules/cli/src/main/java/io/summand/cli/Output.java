package io.summand.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/**
 * Where a command speaks: results on stdout, words for people on stderr, and the line of progress
 * there, which on a terminal is written over and over in place.
 */
final class Output {
  private static final boolean ON_TERMINAL =
      System.console() != null || Boolean.getBoolean("summand.terminal");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean quiet;

  /** The width of the line of progress that now stands on the terminal. */
  private int standing;

  Output(PrintWriter out, PrintWriter err, boolean json, boolean quiet) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
  }

  /** Says a sentence on stderr. */
  void say(String sentence) {
    if (!quiet) {
      clearProgress();
      err.println(sentence);
    }
  }

  /** Whether a line of progress can be written over. */
  boolean showsProgress() {
    return ON_TERMINAL && !quiet;
  }

  /** Writes the line of progress over the one before. */
  void progress(String line) {
    if (showsProgress()) {
      err.print("\r" + line + " ".repeat(Math.max(0, standing - line.length())));
      err.flush();
      standing = line.length();
    }
  }

  /** Takes the line of progress away. */
  void clearProgress() {
    if (standing > 0) {
      err.print("\r" + " ".repeat(standing) + "\r");
      err.flush();
      standing = 0;
    }
  }

  /** Whether the result is to be JSON. */
  boolean isJson() {
    return json;
  }

  /** Prints the result in the one form or the other. */
  void result(String text, ObjectNode object) {
    clearProgress();
    out.println(json ? object.toString() : text);
  }

  /** The writer of stdout, for results too long to hold. */
  PrintWriter out() {
    clearProgress();
    return out;
  }

  /** A JSON object to fill. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
