package org.summand.compute.cpu;

import dev.ludovic.netlib.blas.BLAS;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;

/** The CPU with a BLAS of the test's choice in place of {@link Blas}'s. */
record CpuDeviceOn(BLAS blas) implements Device {
  @Override
  public String name() {
    return CpuDevice.NAME;
  }

  @Override
  public String description() {
    return blas.getClass().getSimpleName();
  }

  @Override
  public Workspace open(Footprint footprint) {
    return new CpuWorkspace(blas::sgemm, footprint);
  }
}
