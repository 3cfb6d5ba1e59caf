package io.summand.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the devices of this machine and picks the one a user asked for. */
public final class Devices {
  /** The request that leaves the choice to Summand. */
  public static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  private Devices() {}

  /**
   * All devices that work here, the best first and the CPU last.
   *
   * @param refused takes one sentence for each device that does not work
   */
  public static List<Device> all(Consumer<String> refused) {
    List<Device> devices = new ArrayList<>();
    try {
      for (DeviceProvider provider : ServiceLoader.load(DeviceProvider.class)) {
        try {
          devices.addAll(provider.devices(refused));
        } catch (RuntimeException | LinkageError broken) {
          refused.accept("No " + provider.kind() + " device is used: " + broken);
        }
      }
    } catch (ServiceConfigurationError broken) {
      refused.accept("A kind of device on the class path is not used: " + broken.getMessage());
    }
    devices.add(new CpuDevice());
    return devices;
  }

  /**
   * The device for a request: {@code auto} for the best, {@code cpu}, the name of a device, or part
   * of its description. What a user names is never replaced by something else.
   *
   * @throws IllegalArgumentException where no device fits: what there is, and why others were
   *     refused
   */
  public static Device choose(String request) {
    String wanted = lower(request.strip());
    if (wanted.equals(CpuDevice.NAME)) {
      return new CpuDevice();
    }
    List<String> refusals = new ArrayList<>();
    List<Device> devices = all(refusals::add);
    if (wanted.equals(AUTO)) {
      refusals.forEach(LOG::info);
      LOG.info("Device 'auto' is {}: {}.", devices.get(0).name(), devices.get(0).description());
      return devices.get(0);
    }
    return find(devices, device -> lower(device.name()).equals(wanted))
        .or(() -> find(devices, device -> isPart(wanted, device.description())))
        .orElseThrow(() -> unknown(request, devices, refusals));
  }

  private static Optional<Device> find(List<Device> devices, Predicate<Device> fits) {
    return devices.stream().filter(fits).findFirst();
  }

  private static boolean isPart(String wanted, String description) {
    return !wanted.isEmpty() && lower(description).contains(wanted);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException unknown(
      String request, List<Device> devices, List<String> refusals) {
    String known = devices.stream().map(Device::name).collect(Collectors.joining(", "));
    String why = refusals.isEmpty() ? "" : " Refused: " + String.join(" ", refusals);
    return new IllegalArgumentException(
        "there is no device '" + request + "' here; there is " + known + ", or auto." + why);
  }
}
