package io.summand.spark;

/** A cell that cannot be learned from: what is wrong with it, without the row, which is added. */
final class BadCell extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadCell(String what) {
    super(what, null, false, false);
  }

  /** The finite number in a cell. */
  static float number(Object cell, String column) {
    float value;
    if (cell instanceof Number number) {
      value = number.floatValue();
    } else if (cell instanceof Boolean bool) {
      value = bool ? 1 : 0;
    } else if (cell == null) {
      throw new BadCell("column '" + column + "' has no value");
    } else {
      try {
        value = Float.parseFloat(cell.toString());
      } catch (NumberFormatException notNumber) {
        throw new BadCell("'" + cell + "' in column '" + column + "' is not a number");
      }
    }
    return finite(value, cell, column);
  }

  /** The number itself, if it is finite also as a 32-bit float. */
  static float finite(float value, Object cell, String column) {
    if (!Float.isFinite(value)) {
      throw new BadCell("column '" + column + "' has the value " + cell + ", not a finite number");
    }
    return value;
  }
}
