package org.summand.cli.config;

/** Whether quoted cells of a CSV file go over several lines. */
public enum LineBreaks {
  /** Found out by looking for one. */
  AUTO,
  /** They do: no file is cut into parts, as no part could tell where its first row begins. */
  TRUE,
  /** They do not: each line is a row. */
  FALSE
}
