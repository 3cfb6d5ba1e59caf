package org.summand.data;

/** What is to be learned of a label. */
public enum LabelTask {
  /**
   * Classes where the labels are words, yes and no, or whole numbers of few different values; else
   * numbers.
   */
  AUTO,
  /** Which of several classes a row is of, whatever they are called. */
  CLASSES,
  /** A number, or several. */
  NUMBERS
}
