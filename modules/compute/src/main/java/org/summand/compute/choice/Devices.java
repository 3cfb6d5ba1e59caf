package org.summand.compute.choice;

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
import org.summand.compute.Device;
import org.summand.compute.DeviceProvider;
import org.summand.compute.cpu.CpuDevice;

/** Finds the devices of this machine and picks the one a user asked for. */
public final class Devices {
  /** The request that leaves the choice to Summand. */
  public static final String AUTO = "auto";

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
   * The device for a request, with {@code auto} measured by products of {@value ProductTrial#SIZE}³
   * or remembered, as in {@link #fastest(String, Predicate, ToDoubleFunction)}; see {@link
   * #choose(String, ToDoubleFunction)}.
   */
  public static Device choose(String request) {
    return isAuto(request)
        ? fastest(ProductTrial.WORK, device -> true, ProductTrial::seconds)
        : choose(request, ProductTrial::seconds);
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
    if (isAuto(wanted)) {
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
   * The fastest of the CPU and the devices allowed, measured. Logs what was chosen, and why the
   * others were not.
   *
   * @param seconds how long a device takes for the work ahead
   */
  public static Device fastest(Predicate<Device> allowed, ToDoubleFunction<Device> seconds) {
    return new Fastest(allowed, seconds).measured();
  }

  /**
   * The same, remembered for this user: where a clear verdict was found before for the same work on
   * the same machine, with the same devices, drivers, JVM and library, nothing is measured, and if
   * it was for the CPU no device is opened.
   *
   * @param work all that decides how long the work takes, and which devices are allowed, in words
   */
  public static Device fastest(
      String work, Predicate<Device> allowed, ToDoubleFunction<Device> seconds) {
    return new Fastest(allowed, seconds).remembered(work, Verdicts.ofUser());
  }

  /** Forgets what {@code auto} chose before for this user, on any machine. */
  public static void forgetVerdicts() {
    Verdicts.ofUser().forget();
  }

  /** Whether a request can be met on every machine: {@code cpu} and {@code auto}. */
  public static boolean isAlwaysThere(String request) {
    String wanted = lower(request.strip());
    return wanted.equals(CpuDevice.NAME) || isAuto(wanted);
  }

  private static boolean isAuto(String request) {
    return lower(request.strip()).equals(AUTO);
  }

  static Device withFallback(Device device) {
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
