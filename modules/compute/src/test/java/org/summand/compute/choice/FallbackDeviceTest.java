package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

class FallbackDeviceTest {
  /** A device that opens as many workspaces as it is told, then is lost. */
  private static final class Failing implements Device {
    private int opens;
    private boolean closed;

    Failing(int opens) {
      this.opens = opens;
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String description() {
      return "fails";
    }

    @Override
    public String kind() {
      return "GPU";
    }

    @Override
    public long memoryBytes() {
      return 42;
    }

    @Override
    public boolean hasRoomToKeepData(Footprint footprint) {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public Workspace open(Footprint footprint) {
      if (opens-- <= 0) {
        throw new DeviceException("it was unplugged");
      }
      return new CpuDevice().open(footprint);
    }
  }

  @Test
  void cpuTakesOverForGoodWhenTheDeviceFails() {
    FallbackDevice device = new FallbackDevice(new Failing(1));
    device.open(new Footprint(1, 1)).close();
    assertThat(device.name()).isEqualTo("failing");
    device.open(new Footprint(1, 1)).close();
    assertThat(device.name()).isEqualTo("cpu");
    device.open(new Footprint(1, 1)).close();
    assertThat(device.hasRoomToKeepData(new Footprint(1, 1))).isFalse();
  }

  @Test
  void saysOfItselfWhatIsTrueOfTheDeviceThatComputes() {
    FallbackDevice device = new FallbackDevice(new Failing(0));
    assertSame(device, new Failing(0));
    device.open(new Footprint(1, 1)).close();
    assertSame(device, new CpuDevice());
  }

  private static void assertSame(Device device, Device other) {
    assertThat(device.name()).isEqualTo(other.name());
    assertThat(device.description()).isEqualTo(other.description());
    assertThat(device.kind()).isEqualTo(other.kind());
    assertThat(device.memoryBytes()).isEqualTo(other.memoryBytes());
    Footprint footprint = new Footprint(1, 1);
    assertThat(device.hasRoomToKeepData(footprint)).isEqualTo(other.hasRoomToKeepData(footprint));
  }

  @Test
  void closesTheDeviceEvenWhereItHasFailed() {
    for (int opens : new int[] {0, 1}) {
      Failing failing = new Failing(opens);
      FallbackDevice device = new FallbackDevice(failing);
      device.open(new Footprint(1, 1)).close();
      assertThat(failing.closed).isFalse();
      device.close();
      assertThat(failing.closed).isTrue();
    }
  }

  @Test
  void workIsDoneAgainButNotForEver() {
    int[] calls = new int[1];
    assertThat(
            DeviceException.retry(
                () -> {
                  if (++calls[0] < 3) {
                    throw new DeviceException("not yet");
                  }
                  return "done";
                }))
        .isEqualTo("done");
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(
            () ->
                DeviceException.retry(
                    () -> {
                      throw new DeviceException("never");
                    }));
  }
}
