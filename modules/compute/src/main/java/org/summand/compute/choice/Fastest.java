package org.summand.compute.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;

/**
 * The choice of {@code auto}: the device that takes the least time for the work ahead. Trying
 * devices takes seconds, so a clear verdict on sound devices is remembered for the same work in the
 * same circumstances; whatever else comes out is measured again next time.
 */
final class Fastest {
  private static final Logger LOG = LoggerFactory.getLogger(Fastest.class);

  /** By so many times is a device clearly faster, whatever else ran while it was measured. */
  private static final double CLEAR = 2;

  private final Predicate<Device> allowed;
  private final ToDoubleFunction<Device> seconds;

  private boolean soundAndClear;

  /**
   * @param allowed which devices, besides the CPU, come into question
   * @param seconds how long a device takes for the work ahead
   */
  Fastest(Predicate<Device> allowed, ToDoubleFunction<Device> seconds) {
    this.allowed = allowed;
    this.seconds = seconds;
  }

  /** Chooses as it was chosen before for this work, or measures. */
  Device remembered(String work, Verdicts verdicts) {
    Optional<String> circumstances = Circumstances.of(work);
    Optional<String> known = circumstances.flatMap(verdicts::find);
    if (known.isPresent()) {
      Optional<Device> device = named(known.get());
      if (device.isPresent()) {
        LOG.info("Device 'auto' is {}, as it was before for the same work here.", known.get());
        return device.get();
      }
    }
    Device best = measured();
    if (soundAndClear) {
      circumstances.ifPresent(here -> verdicts.keep(here, best.name()));
    }
    return best;
  }

  /** The device remembered; an accelerator has to pass its tests again, in this process. */
  private Optional<Device> named(String name) {
    if (name.equals(CpuDevice.NAME)) {
      return Optional.of(new CpuDevice());
    }
    return Devices.all(LOG::info).stream()
        .filter(device -> device.name().equals(name) && allowed.test(device))
        .findFirst()
        .map(Devices::withFallback);
  }

  /** Chooses by measuring. Logs what was chosen, and why the others were not. */
  Device measured() {
    List<String> refusals = new ArrayList<>();
    List<Device> devices = new ArrayList<>();
    for (Device device : Devices.all(refusals::add)) {
      if (device instanceof CpuDevice || allowed.test(device)) {
        devices.add(device);
      }
    }
    refusals.forEach(LOG::info);
    Device best = devices.remove(devices.size() - 1);
    soundAndClear = refusals.isEmpty() && !devices.isEmpty();
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
        soundAndClear &= Math.max(needs, least) > CLEAR * Math.min(needs, least);
        best = better ? device : best;
        least = Math.min(least, needs);
      } catch (RuntimeException failure) {
        LOG.info("Device {} is refused: it fails ({}).", device.name(), failure.getMessage());
        soundAndClear = false;
      }
    }
    LOG.info("Device 'auto' is {}: {}.", best.name(), best.description());
    return Devices.withFallback(best);
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", 1e3 * seconds);
  }
}
