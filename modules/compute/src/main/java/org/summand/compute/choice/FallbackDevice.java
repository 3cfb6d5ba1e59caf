package org.summand.compute.choice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * An accelerator with the CPU behind it: once it fails, this process computes on the CPU, and says
 * so once. What was lost in the middle is computed again by whoever catches the {@link
 * DeviceException}, which is why work on a device is a pure function of its inputs.
 */
final class FallbackDevice implements Device {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackDevice.class);

  private final Device first;
  private final Device cpu = new CpuDevice();
  private volatile boolean failed;

  FallbackDevice(Device first) {
    this.first = first;
  }

  @Override
  public String name() {
    return failed ? cpu.name() : first.name();
  }

  @Override
  public String description() {
    return failed ? cpu.description() : first.description();
  }

  @Override
  public String kind() {
    return failed ? cpu.kind() : first.kind();
  }

  @Override
  public long memoryBytes() {
    return failed ? cpu.memoryBytes() : first.memoryBytes();
  }

  @Override
  public Workspace open(Footprint footprint) {
    if (!failed) {
      try {
        return first.open(footprint);
      } catch (DeviceException failure) {
        fallBack(failure);
      }
    }
    return cpu.open(footprint);
  }

  @Override
  public boolean hasRoomToKeepData(Footprint footprint) {
    return !failed && first.hasRoomToKeepData(footprint);
  }

  private synchronized void fallBack(DeviceException failure) {
    if (!failed) {
      failed = true;
      LOG.warn(
          "Device {} has failed; this process computes on the CPU from here on. {}",
          first.name(),
          failure.getMessage());
    }
  }

  @Override
  public void close() {
    first.close();
  }
}
