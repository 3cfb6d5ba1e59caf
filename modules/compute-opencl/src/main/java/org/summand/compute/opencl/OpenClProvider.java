package org.summand.compute.opencl;

import com.aparapi.device.Device.TYPE;
import com.aparapi.device.OpenCLDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.summand.compute.Device;
import org.summand.compute.DeviceProvider;
import org.summand.compute.choice.SelfTest;

/**
 * Finds OpenCL devices. They are numbered from 0, GPUs first, each kind in the order of the
 * platforms; {@code deploy/gpu/discover-opencl-gpus.sh} numbers them the same way.
 */
public final class OpenClProvider implements DeviceProvider {
  /** Aparapi's logger, held so that its level is not forgotten. */
  private static final Logger APARAPI = Logger.getLogger("com.aparapi");

  private static List<Device> found;
  private static List<String> refusals;

  static {
    // On INFO it writes out the whole translated kernel.
    APARAPI.setLevel(Level.WARNING);
  }

  @Override
  public String kind() {
    return "opencl";
  }

  @Override
  public Optional<String> identity() {
    return HeapMoves.reasonToRefuse().isPresent() ? Optional.empty() : Drivers.describe();
  }

  /**
   * {@inheritDoc}
   *
   * <p>They are looked for once and are the same objects from then on, because each accounts for
   * its memory.
   */
  @Override
  public List<Device> devices(Consumer<String> refused) {
    synchronized (OpenClProvider.class) {
      if (found == null) {
        refusals = new ArrayList<>();
        List<OpenClDevice> untested = all(refusals::add);
        SignalHandlers.advice().ifPresent(LoggerFactory.getLogger(OpenClProvider.class)::warn);
        found = tested(untested, refusals::add);
      }
      refusals.forEach(refused);
      return found;
    }
  }

  private static List<Device> tested(List<OpenClDevice> untested, Consumer<String> refused) {
    List<Device> devices = new ArrayList<>();
    for (OpenClDevice device : untested) {
      Optional<String> wrong = SelfTest.of(device);
      if (wrong.isPresent()) {
        refused.accept(
            device.name() + " (" + device.description() + ") is refused: " + wrong.get() + ".");
        device.close();
      } else {
        devices.add(device);
      }
    }
    return List.copyOf(devices);
  }

  /** The devices there are, before any test. */
  static List<OpenClDevice> all(Consumer<String> refused) {
    Optional<String> reason = HeapMoves.reasonToRefuse();
    if (reason.isPresent()) {
      refused.accept("No opencl device is used: " + reason.get() + ".");
      return List.of();
    }
    List<OpenCLDevice> found;
    try {
      found = new ArrayList<>(OpenCLDevice.listDevices(null));
    } catch (RuntimeException | LinkageError broken) {
      refused.accept(
          "No opencl device is used: Aparapi's native library does not load here ("
              + broken.getMessage()
              + ").");
      return List.of();
    }
    if (found.isEmpty()) {
      refused.accept(
          "No opencl device is used: there is no OpenCL platform. Install the driver of the GPU and"
              + " the loader libOpenCL.so.1 (Debian: ocl-icd-libopencl1), and see that"
              + " /etc/OpenCL/vendors names the driver.");
    }
    found.sort(
        Comparator.comparing((OpenCLDevice device) -> device.getType() != TYPE.GPU)
            .thenComparing(device -> device.getType().rank));
    List<OpenClDevice> devices = new ArrayList<>();
    for (OpenCLDevice device : found) {
      devices.add(new OpenClDevice("opencl:" + devices.size(), device));
    }
    return devices;
  }
}
