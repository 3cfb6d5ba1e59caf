package org.summand.compute.cpu;

import org.summand.compute.Device;
import org.summand.compute.DeviceContract;

/** The CPU whose products are the same bits on every JVM. */
class CpuDeviceInOneOrderTest extends DeviceContract {
  @Override
  public Device device() {
    return CpuDevice.portable();
  }
}
