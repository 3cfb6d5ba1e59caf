package io.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FallbackDeviceTest {
  /** A device that opens as many workspaces as it is told, then is lost. */
  private static final class Failing implements Device {
    private int opens;

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
