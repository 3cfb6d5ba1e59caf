package org.summand.model;

/**
 * A model directory or one of its files is not what it should be: damaged, cut short, made for
 * another network, or made by somebody who means harm.
 *
 * <p>The message is one sentence for the user: where, what was expected, what came, what to do.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
