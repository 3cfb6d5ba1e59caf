package org.summand.data;

/**
 * The user's data cannot be trained on. The message is one sentence: what was expected, what came,
 * where, and what to do.
 */
public class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadDataException(String sentence) {
    super(sentence);
  }
}
