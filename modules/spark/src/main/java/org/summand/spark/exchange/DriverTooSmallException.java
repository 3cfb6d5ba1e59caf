package org.summand.spark.exchange;

/**
 * A run does not fit the driver as it is set up. The message is one sentence for the user: what is
 * needed, what there is, what to set.
 */
public final class DriverTooSmallException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  DriverTooSmallException(String message) {
    super(message);
  }
}
