package org.summand.table;

/** A cell that cannot be learned from: what is wrong with it, without the row, which is added. */
public final class BadCellException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean isLabel;
  private final boolean isMissing;
  private final String remedy;

  /** What is wrong, as a part of a sentence. */
  public BadCellException(String what) {
    this(what, false, false, "");
  }

  private BadCellException(String what, boolean isLabel, boolean isMissing, String remedy) {
    super(what, null, false, false);
    this.isLabel = isLabel;
    this.isMissing = isMissing;
    this.remedy = remedy;
  }

  /**
   * A label that is none of those the network tells apart.
   *
   * @param remedy what to do about it
   */
  public static BadCellException label(String what, String remedy) {
    return new BadCellException(what, true, false, remedy);
  }

  /** A label that is not there. */
  public static BadCellException missingLabel(String column) {
    return new BadCellException(
        "the label in column '" + MessageText.shortened(column) + "' is missing", false, true, "");
  }

  /** Whether it is a label that is not there. */
  public boolean isMissing() {
    return isMissing;
  }

  /** Whether it is a label of which other names or numbers of the classes might make sense. */
  public boolean isLabel() {
    return isLabel;
  }

  /** What to do about it; empty where the fault itself says so. */
  public String remedy() {
    return remedy;
  }

  /** The finite number in a cell. */
  public static float number(Object cell, String column) {
    float value;
    if (cell instanceof Number number) {
      value = number.floatValue();
    } else if (cell instanceof Boolean bool) {
      value = bool ? 1 : 0;
    } else if (cell == null) {
      throw new BadCellException("column '" + MessageText.shortened(column) + "' has no value");
    } else {
      try {
        value = Float.parseFloat(cell.toString());
      } catch (NumberFormatException notNumber) {
        throw new BadCellException(
            "'"
                + MessageText.shortened(cell)
                + "' in column '"
                + MessageText.shortened(column)
                + "' is not a number");
      }
    }
    return finite(value, cell, column);
  }

  /** The number itself, if it is finite also as a 32-bit float. */
  public static float finite(float value, Object cell, String column) {
    if (!Float.isFinite(value)) {
      throw new BadCellException(
          "column '"
              + MessageText.shortened(column)
              + "' has the value "
              + MessageText.shortened(cell)
              + ", not a finite number");
    }
    return value;
  }
}
