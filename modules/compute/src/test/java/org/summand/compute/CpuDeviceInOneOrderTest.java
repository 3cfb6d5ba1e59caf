package org.summand.compute;

/** The CPU whose products are the same bits on every JVM. */
class CpuDeviceInOneOrderTest extends DeviceContract {
  @Override
  public Device device() {
    return CpuDevice.portable();
  }
}
