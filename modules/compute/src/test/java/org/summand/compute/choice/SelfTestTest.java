package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.cpu.CpuDevice;

/** Devices that compute nonsense are found out before they are used. */
class SelfTestTest {
  /** The CPU with this added to float {@code at} of the gradient. */
  private static Device withGradientOff(int at, float by) {
    return new FaultyDevice(
        "takeGradient",
        (cpu, operation, operands) -> {
          float[] gradient = cpu.takeGradient();
          gradient[at < 0 ? gradient.length + at : at] += by;
          return gradient;
        });
  }

  /** The CPU with this added to the loss. */
  private static Device withLossOff(double by) {
    return new FaultyDevice(
        "loss", (cpu, operation, operands) -> (double) operation.invoke(cpu, operands) + by);
  }

  @Test
  void cpuIsSoundWhicheverWayItMultiplies() {
    assertThat(SelfTest.of(new CpuDevice())).isEmpty();
    assertThat(SelfTest.of(CpuDevice.portable())).isEmpty();
  }

  @Test
  void operationThatDoesNothingIsFound() {
    for (String operation :
        List.of(
            "affine",
            "activationGradient",
            "weightGradient",
            "biasGradient",
            "inputGradient",
            "read")) {
      Device idle = new FaultyDevice(operation, (cpu, called, operands) -> null);
      assertThat(SelfTest.of(idle))
          .as(operation)
          .hasValueSatisfying(
              fault ->
                  assertThat(fault)
                      .startsWith("it computes ")
                      .contains(" where the CPU computes ")
                      .endsWith("; update its driver"));
    }
  }

  @Test
  void fewWrongFloatsAreFoundWhereverTheyLie() {
    assertThat(SelfTest.of(withGradientOff(0, 0.01f))).isPresent();
    assertThat(SelfTest.of(withGradientOff(-1, -0.01f))).isPresent();
    FaultyDevice lastOfInputGradient =
        new FaultyDevice(
            "read",
            (cpu, operation, operands) -> {
              operation.invoke(cpu, operands);
              float[] to = (float[]) operands[1];
              to[to.length - 1] += 0.01f;
              return null;
            });
    assertThat(SelfTest.of(lastOfInputGradient)).isPresent();
    assertThat(SelfTest.of(withLossOff(0.1))).isPresent();
  }

  @Test
  void whatIsNoNumberIsFound() {
    assertThat(SelfTest.of(withGradientOff(3, Float.NaN))).isPresent();
    assertThat(SelfTest.of(withGradientOff(3, Float.POSITIVE_INFINITY))).isPresent();
    assertThat(SelfTest.of(withLossOff(Double.NaN))).isPresent();
  }

  @Test
  void roundingIsNoFault() {
    assertThat(SelfTest.of(withGradientOff(0, 1e-5f))).isEmpty();
    // Of the mean over the rows, that is rounding too.
    assertThat(SelfTest.of(withLossOff(1e-3))).isEmpty();
  }

  @Test
  void deviceThatFailsIsSaidToFail() {
    for (Supplier<Throwable> failure :
        List.<Supplier<Throwable>>of(
            () -> new DeviceException("it was unplugged"),
            () -> new UnsatisfiedLinkError("it was unplugged"))) {
      Device failing =
          new FaultyDevice(
              "affine",
              (cpu, operation, operands) -> {
                throw new InvocationTargetException(failure.get());
              });
      assertThat(SelfTest.of(failing)).hasValue("it fails (it was unplugged)");
    }
  }
}
