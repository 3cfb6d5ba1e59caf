package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.summand.compute.Device;

/** The device that these tests run on: the first that passes its self-test. */
final class OpenCl {
  private static final List<String> REFUSED = new ArrayList<>();
  private static final List<Device> DEVICES = new OpenClProvider().devices(REFUSED::add);

  private OpenCl() {}

  /**
   * The device; without one the test is skipped, except on the continuous integration, which says
   * {@code CI=true} and installs one.
   */
  static OpenClDevice device() {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(DEVICES).as("CI has an OpenCL device; refused: %s", REFUSED).isNotEmpty();
    }
    assumeTrue(!DEVICES.isEmpty(), () -> "there is no OpenCL device here: " + REFUSED);
    return (OpenClDevice) DEVICES.get(0);
  }
}
