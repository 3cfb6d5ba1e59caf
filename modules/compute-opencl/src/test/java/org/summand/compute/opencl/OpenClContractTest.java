package org.summand.compute.opencl;

import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceContract;
import org.summand.compute.EmbeddingContract;

/** OpenCL keeps the contract that the CPU keeps. */
public class OpenClContractTest extends DeviceContract {
  @Override
  public Device device() {
    return OpenCl.device();
  }

  @Test
  void gradientOfAnEmbeddingHasTheBitsOfTheCpu() {
    EmbeddingContract.requireBitsOfTheCpu(device());
  }
}
