package org.summand.cli.config;

/**
 * What the user asked for cannot be done, and no row had to be read to know. The message is one
 * sentence: what was expected, what came, where, and what to do.
 */
public final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RequestException(String sentence) {
    super(sentence);
  }

  public RequestException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
