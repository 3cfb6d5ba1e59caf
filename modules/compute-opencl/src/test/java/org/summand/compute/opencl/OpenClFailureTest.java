package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.choice.SelfTest;

/** Aparapi's own ways out of a failure are shut: a failed launch is an exception. */
class OpenClFailureTest {
  @Test
  void launchThatOpenClRefusesIsAnExceptionAndNotAJavaThreadPool() {
    OpenClDevice device = new OpenClDevice("opencl:failing", OpenCl.device().device());
    Launcher launcher = new Launcher(device.device());
    StepKernel kernel = launcher.kernel();
    kernel.m = 1;
    kernel.n = 1;
    launcher.run(Operations.FILL, 1, 1);
    // A buffer of no bytes is refused, as one would be that the memory does not suffice for.
    kernel.weights = new float[0];
    launcher.arraysChanged();
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> launcher.run(Operations.FILL, 1, 1))
        .withMessageContaining("OpenCL refused operation");
    assertThat(launcher.hasFailed()).isTrue();
    launcher.dispose();
    assertThat(SelfTest.of(OpenCl.device())).as("others go on").isEmpty();
  }

  @Test
  void failedDeviceOpensNothing() {
    OpenClDevice device = new OpenClDevice("opencl:lost", OpenCl.device().device());
    device.fail(new DeviceException("it was unplugged"));
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> device.open(new Footprint(1, 1)))
        .withMessageContaining("it was unplugged");
  }

  @Test
  void memoryLostThreeTimesInARowIsAFailure() {
    OpenClDevice device = new OpenClDevice("opencl:forgetful", OpenCl.device().device());
    device.kept(false);
    device.kept(false);
    device.kept(true);
    device.kept(false);
    device.kept(false);
    device.open(new Footprint(1, 1)).close();
    device.kept(false);
    assertThatExceptionOfType(DeviceException.class)
        .isThrownBy(() -> device.open(new Footprint(1, 1)))
        .withMessageContaining("lost its memory");
    device.close();
  }
}
