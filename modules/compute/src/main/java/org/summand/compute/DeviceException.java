package org.summand.compute;

import java.util.function.Supplier;
import org.summand.compute.choice.Devices;

/**
 * A device has failed in the middle of its work, or has lost what it held. What the workspace held
 * is gone; the work can be done again in a new one.
 */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** More failures in a row than these are no accident. */
  private static final int ATTEMPTS = 4;

  /** One sentence on what failed, with the cause where there is one. */
  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** One sentence on what failed. */
  public DeviceException(String message) {
    this(message, null);
  }

  /**
   * Does work that opens its own workspace, and does it again where a device fails in the middle;
   * by then a device from {@link Devices#choose} has the CPU in its place.
   */
  public static <T> T retry(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (DeviceException failure) {
        if (attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }
}
