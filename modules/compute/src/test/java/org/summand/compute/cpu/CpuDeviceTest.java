package org.summand.compute.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceContract;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

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

  @Test
  void memoryIsTheHeapAndHoldsNoCopies() {
    assertThat(device().kind()).isEqualTo("CPU");
    assertThat(device().memoryBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(device().hasRoomToKeepData(new Footprint(1, 1))).isFalse();
  }

  @Test
  void closedWorkspaceHoldsNothing() {
    Workspace workspace = device().open(new Footprint(1, 1));
    workspace.bind(Region.INPUT, new float[1]);
    workspace.close();
    for (Region region : Region.values()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> workspace.read(new Matrix(region, 0, 1, 1), new float[1]))
          .withMessageContaining(region.name());
    }
  }
}
