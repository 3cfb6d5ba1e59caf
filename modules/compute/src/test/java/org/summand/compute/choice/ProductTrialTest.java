package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Matrix;
import org.summand.compute.cpu.CpuDevice;

class ProductTrialTest {
  @Test
  void takesNoLongerThanItWasSeenToTake() {
    long start = System.nanoTime();
    double seconds = ProductTrial.seconds(new CpuDevice());
    double elapsed = (System.nanoTime() - start) / 1e9;
    assertThat(seconds).isPositive().isLessThan(elapsed);
  }

  @Test
  void productsThatTheDeviceDidNotWaitForAreNotTimed() {
    List<Integer> rowsRead = new ArrayList<>();
    Device watched =
        new FaultyDevice(
            "read",
            (cpu, operation, operands) -> {
              rowsRead.add(((Matrix) operands[0]).rows());
              return operation.invoke(cpu, operands);
            });
    ProductTrial.seconds(watched);
    assertThat(rowsRead).hasSizeGreaterThan(1).containsOnly(1);
  }

  @Test
  void deviceThatFailsIsNotTimed() {
    Device failing =
        new FaultyDevice(
            "affine",
            (cpu, operation, operands) -> {
              throw new DeviceException("it was unplugged");
            });
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> ProductTrial.seconds(failing));
  }
}
