package org.summand.compute.opencl;

import org.summand.compute.Device;
import org.summand.compute.DeviceContract;

/** OpenCL keeps the contract that the CPU keeps. */
public class OpenClContractTest extends DeviceContract {
  @Override
  public Device device() {
    return OpenCl.device();
  }
}
