package org.summand.compute.cpu;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Method;
import org.summand.compute.Device;
import org.summand.compute.DeviceContract;

/** The CPU with netlib's plain Java BLAS, for a JVM without the vector module. */
class CpuDeviceOnPlainJavaBlasTest extends DeviceContract {
  @Override
  public Device device() {
    return new CpuDeviceOn(plainJava());
  }

  /** The class is netlib's own; in this JVM its public door leads to vector instructions. */
  private static BLAS plainJava() {
    try {
      Class<?> blas = Class.forName("dev.ludovic.netlib.blas.Java11BLAS");
      Method getInstance = blas.getMethod("getInstance");
      getInstance.setAccessible(true);
      return (BLAS) getInstance.invoke(null);
    } catch (ReflectiveOperationException changed) {
      throw new AssertionError("netlib's plain Java BLAS has another name now", changed);
    }
  }
}
