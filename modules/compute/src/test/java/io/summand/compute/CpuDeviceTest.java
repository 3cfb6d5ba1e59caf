package io.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The CPU as it is with nothing native on the class path: on Java's vector instructions. */
class CpuDeviceTest extends DeviceContract {
  @Override
  public Device device() {
    return new CpuDevice();
  }

  @Test
  void vectorInstructionsAreChosenAndNamed() {
    assertThat(device().description())
        .as("the tests' JVM needs --add-modules=jdk.incubator.vector")
        .isEqualTo("netlib's VectorBLAS");
  }
}
