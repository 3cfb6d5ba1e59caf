package io.summand.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
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
   * The device for a request, with {@code auto} measured by products of {@value
   * ProductTrial#SIZE}³; see {@link #choose(String, ToDoubleFunction)}.
   */
  public static Device choose(String request) {
    return choose(request, ProductTrial::seconds);
  }

  /**
   * The device for a request: {@code auto} for the fastest, {@code cpu}, a kind of device, the name
   * of one, a kind with part of a description ({@code opencl:h100}), or part of a description. What
   * a user names is never replaced by something else, unless it fails later, in the middle of a
   * run: then the CPU takes over, which is logged.
   *
   * @param seconds how long a device takes for the work ahead; asked where the request is {@code
   *     auto}
   * @throws IllegalArgumentException where no device fits: what there is, and why others were
   *     refused
   */
  public static Device choose(String request, ToDoubleFunction<Device> seconds) {
    String wanted = lower(request.strip());
    if (wanted.equals(CpuDevice.NAME)) {
      return new CpuDevice();
    }
    if (wanted.equals(AUTO)) {
      return fastest(device -> true, seconds);
    }
    List<String> refusals = new ArrayList<>();
    List<Device> devices = all(refusals::add);
    return find(devices, device -> lower(device.name()).equals(wanted))
        .or(() -> find(devices, device -> lower(device.name()).startsWith(wanted + ":")))
        .or(() -> find(devices, device -> isPartOfKind(wanted, device)))
        .or(() -> find(devices, device -> isPart(wanted, device.description())))
        .map(Devices::withFallback)
        .orElseThrow(() -> unknown(request, devices, refusals));
  }

  /**
   * The fastest of the CPU and the devices allowed. Logs what was chosen, and why the others were
   * not.
   *
   * @param seconds how long a device takes for the work ahead
   */
  public static Device fastest(Predicate<Device> allowed, ToDoubleFunction<Device> seconds) {
    List<Device> devices = new ArrayList<>();
    for (Device device : all(LOG::info)) {
      if (device instanceof CpuDevice || allowed.test(device)) {
        devices.add(device);
      }
    }
    Device best = devices.remove(devices.size() - 1);
    double least = devices.isEmpty() ? 0 : seconds.applyAsDouble(best);
    for (Device device : devices) {
      try {
        double needs = seconds.applyAsDouble(device);
        boolean better = needs < least;
        LOG.info(
            "Device {} is {} than {}: {} ms against {} ms for the work ahead.",
            device.name(),
            better ? "faster" : "refused, being slower",
            best.name(),
            milliseconds(needs),
            milliseconds(least));
        best = better ? device : best;
        least = Math.min(least, needs);
      } catch (RuntimeException failure) {
        LOG.info("Device {} is refused: it fails ({}).", device.name(), failure.getMessage());
      }
    }
    LOG.info("Device 'auto' is {}: {}.", best.name(), best.description());
    return withFallback(best);
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", 1e3 * seconds);
  }

  private static Device withFallback(Device device) {
    return device instanceof CpuDevice ? device : new FallbackDevice(device);
  }

  private static Optional<Device> find(List<Device> devices, Predicate<Device> fits) {
    return devices.stream().filter(fits).findFirst();
  }

  private static boolean isPartOfKind(String wanted, Device device) {
    int colon = wanted.indexOf(':');
    return colon > 0
        && lower(device.name()).startsWith(wanted.substring(0, colon + 1))
        && isPart(wanted.substring(colon + 1), device.description());
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
