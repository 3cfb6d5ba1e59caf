package io.summand.compute.opencl;

import io.summand.compute.Device;
import io.summand.compute.DeviceContract;

/** OpenCL keeps the contract that the CPU keeps. */
public class OpenClContractTest extends DeviceContract {
  @Override
  public Device device() {
    return OpenCl.device();
  }
}
