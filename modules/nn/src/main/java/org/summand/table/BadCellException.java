package org.summand.table;

/** A cell that cannot be learned from: what is wrong with it, without the row, which is added. */
public final class BadCellException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What a cell has to do with. */
  private enum About {
    VALUE,
    WORD,
    LABEL,
    NO_LABEL
  }

  private final About about;
  private final String remedy;

  /** What is wrong, as a part of a sentence. */
  public BadCellException(String what) {
    this(what, About.VALUE, "");
  }

  private BadCellException(String what, About about, String remedy) {
    super(what, null, false, false);
    this.about = about;
    this.remedy = remedy;
  }

  /**
   * A label that is none of those the network tells apart.
   *
   * @param remedy what to do about it
   */
  public static BadCellException label(String what, String remedy) {
    return new BadCellException(what, About.LABEL, remedy);
  }

  /** A label that is not there. */
  public static BadCellException missingLabel(String column) {
    return new BadCellException(
        "the label in column '" + MessageText.shortened(column) + "' is missing",
        About.NO_LABEL,
        "");
  }

  /** A word where a number is expected. */
  public static BadCellException word(String word, String column) {
    return new BadCellException(
        "'"
            + MessageText.shortened(word)
            + "' in column '"
            + MessageText.shortened(column)
            + "' is not a number",
        About.WORD,
        "");
  }

  /** The same with what to do about it. */
  public BadCellException withRemedy(String other) {
    return new BadCellException(getMessage(), about, other);
  }

  /** Whether it is a label of which other names or numbers of the classes might make sense. */
  public boolean isLabel() {
    return about == About.LABEL;
  }

  /** Whether it is a label that is not there. */
  public boolean isMissing() {
    return about == About.NO_LABEL;
  }

  /** Whether it is a word, which would make sense in a column of words. */
  public boolean isWord() {
    return about == About.WORD;
  }

  /** What to do about it; empty where the fault itself says so. */
  public String remedy() {
    return remedy;
  }

  /** The number itself, if it is finite also as a 32-bit float. */
  public static float finite(float value, Object cell, String column) {
    if (!Float.isFinite(value)) {
      throw new BadCellException(
          "column '"
              + MessageText.shortened(column)
              + "' has the value "
              + MessageText.shortened(cell)
              + (isTooLarge(cell) ? ", too large for a 32-bit float" : ", not a finite number"));
    }
    return value;
  }

  /** Texts that are numbers, and decimals, are finite whatever their size. */
  private static boolean isTooLarge(Object cell) {
    boolean mayBeInfinite = cell instanceof Double || cell instanceof Float;
    return !mayBeInfinite || Double.isFinite(((Number) cell).doubleValue());
  }
}
