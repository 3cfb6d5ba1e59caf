package org.summand.compute.opencl;

import com.aparapi.Range;
import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.kernel.KernelManager;
import java.util.LinkedHashSet;
import org.summand.compute.DeviceException;

/** Runs one kernel object on one device, and makes sure that it was OpenCL that ran it. */
final class Launcher {
  private final OpenCLDevice device;
  private final StepKernel kernel;
  private boolean createsBuffers = true;
  private boolean failed;

  Launcher(OpenCLDevice device) {
    this.device = device;
    kernel = new StepKernel(device);
  }

  /** The kernel, whose fields are the arguments of the next launch. */
  StepKernel kernel() {
    return kernel;
  }

  /** Says that a field of the kernel holds another array, for which a buffer has to be made. */
  void arraysChanged() {
    createsBuffers = true;
  }

  /** Uploads an array with the next launch; one that is new to the kernel needs no such word. */
  void upload(float[] array) {
    kernel.put(array);
  }

  /** Uploads an array with the next launch. */
  void upload(int[] array) {
    kernel.put(array);
  }

  /**
   * Copies a whole array from the device. Aparapi hides whether this worked, so what comes down
   * must carry its own proof.
   */
  void download(float[] array) {
    kernel.get(array);
  }

  /**
   * Runs operation {@code op} on groups of 16×16 items and waits for its end.
   *
   * @throws DeviceException where OpenCL did not run it
   */
  void run(int op, int groupsAcross, int groupsDown) {
    kernel.op = op;
    int side = Operations.GROUP_SIDE;
    Range range = Range.create2D(device, groupsAcross * side, groupsDown * side, side, side);
    if (createsBuffers) {
      runAside(range);
    } else {
      run(range);
    }
    createsBuffers = false;
  }

  private void run(Range range) {
    try {
      kernel.execute(range);
    } catch (RuntimeException | Error refused) {
      throw failed(refused);
    }
    if (!kernel.isRunningCL()) {
      throw failed(null);
    }
  }

  /**
   * Runs on a thread that ends with the launch. Where no buffer can be made, Aparapi releases
   * arrays that it never pinned, which leaves the JVM's count of that thread's pinned arrays below
   * zero, and arrays that the thread pins later would move under the hands of native code.
   */
  private void runAside(Range range) {
    RuntimeException[] refused = new RuntimeException[1];
    Thread aside =
        new Thread(
            () -> {
              try {
                run(range);
              } catch (RuntimeException failure) {
                refused[0] = failure;
              }
            },
            "summand-opencl-launch");
    aside.setDaemon(true);
    aside.start();
    boolean interrupted = false;
    while (aside.isAlive()) {
      try {
        aside.join();
      } catch (InterruptedException request) {
        // A launch cannot be taken back; the request is for whoever comes next.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (refused[0] != null) {
      throw refused[0];
    }
  }

  private DeviceException failed(Throwable cause) {
    failed = true;
    restorePreferences();
    return new DeviceException(
        "OpenCL refused operation "
            + kernel.op
            + " on "
            + device.getName().strip()
            + "; the lines on stderr above may say why",
        cause);
  }

  /** Aparapi strikes a device that failed once off the list for all kernels of the class. */
  private void restorePreferences() {
    KernelManager manager = KernelManager.instance();
    synchronized (KernelManager.class) {
      manager.setPreferredDevices(
          kernel,
          new LinkedHashSet<Device>(manager.getDefaultPreferences().getPreferredDevices(null)));
    }
  }

  /** Whether a launch failed: such a kernel is not used again. */
  boolean hasFailed() {
    return failed;
  }

  /** Takes every array off the device but keeps the translated kernel, to be used again. */
  void releaseArrays() {
    kernel.scratch = new float[1];
    kernel.weights = new float[1];
    kernel.input = new float[1];
    kernel.target = new float[1];
    kernel.result = new float[1];
    kernel.losses = new float[1];
    kernel.rows = new int[1];
    kernel.columns = new int[Operations.COLUMN];
    kernel.levels = new float[1];
    kernel.m = 0;
    kernel.n = 0;
    arraysChanged();
    run(Operations.FILL, 1, 1);
  }

  /** Releases everything on the device. */
  void dispose() {
    kernel.dispose();
  }
}
