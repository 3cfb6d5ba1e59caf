package org.summand.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/**
 * The output of a command: results on stdout, messages on stderr, and the line of progress there,
 * which on a terminal is written over and over in place.
 */
public final class Output {
  /**
   * A property in which the launcher says whether stderr is a terminal; Java can tell it of all
   * three standard streams together only.
   */
  private static final String TERMINAL = "summand.terminal";

  private static final boolean ON_TERMINAL =
      System.getProperty(TERMINAL) == null
          ? System.console() != null && !"dumb".equals(System.getenv("TERM"))
          : Boolean.getBoolean(TERMINAL);

  /**
   * The codes by which a terminal is told to begin the line anew, and cut what is too long instead
   * of going on in the next line, where it could not be written over.
   */
  private static final String ANEW = "\r\033[K";

  private static final String CUT = "\033[?7l";
  private static final String WRAP = "\033[?7h";

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean quiet;
  private final boolean onTerminal;

  /** Whether a line of progress now stands on the terminal. */
  private boolean isStanding;

  public Output(PrintWriter out, PrintWriter err, boolean json, boolean quiet) {
    this(out, err, json, quiet, ON_TERMINAL);
  }

  Output(PrintWriter out, PrintWriter err, boolean json, boolean quiet, boolean onTerminal) {
    this.onTerminal = onTerminal;
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
  }

  /** Says a sentence on stderr. */
  public synchronized void say(String sentence) {
    if (!quiet) {
      clearProgress();
      err.println(sentence);
    }
  }

  /** Whether a line of progress can be written over. */
  public boolean showsProgress() {
    return onTerminal && !quiet;
  }

  /** Writes the line of progress over the one before. */
  public synchronized void progress(String line) {
    if (showsProgress()) {
      err.print(ANEW + CUT + line + WRAP);
      err.flush();
      isStanding = true;
    }
  }

  /** Takes the line of progress away. */
  public synchronized void clearProgress() {
    if (isStanding) {
      err.print(ANEW);
      err.flush();
      isStanding = false;
    }
  }

  /** Whether the result is to be JSON. */
  public boolean isJson() {
    return json;
  }

  /** Prints the result, as text or as JSON. */
  public void result(String text, ObjectNode object) {
    clearProgress();
    out.println(json ? withoutNaN(object).toString() : text);
  }

  /** JSON has no NaN, which R² is where all labels are the same; null is written instead. */
  private static JsonNode withoutNaN(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(withoutNaN(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, withoutNaN(array.get(i)));
      }
    }
    boolean isNumber = !node.isNumber() || Double.isFinite(node.doubleValue());
    return isNumber ? node : NullNode.instance;
  }

  /** The writer of stdout, for results too long to hold. */
  public PrintWriter out() {
    clearProgress();
    return out;
  }

  /** A JSON object to fill. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
