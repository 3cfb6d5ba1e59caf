package org.summand.compute.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.summand.compute.Device;
import org.summand.compute.DeviceContract;
import org.summand.compute.cpu.CpuDevice;

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
