package org.summand.compute.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.summand.compute.CpuDevice;
import org.summand.compute.Device;
import org.summand.compute.DeviceContract;

/** The CPU with the OpenBLAS of this module. */
class OpenBlasContractTest extends DeviceContract {
  @BeforeAll
  static void cpuRunsOnOpenBlas() {
    assertThat(new CpuDevice().description()).startsWith(new OpenBlas().name());
  }

  @Override
  public Device device() {
    return new CpuDevice();
  }
}
