package org.summand.compute;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds devices of one kind; implementations are registered for {@link java.util.ServiceLoader} in
 * {@code META-INF/services/org.summand.compute.DeviceProvider}.
 */
public interface DeviceProvider {
  /** The word before the colon in the names of its devices, such as {@code opencl}. */
  String kind();

  /**
   * What tells the devices of this kind on this machine from any others, in one line, without
   * trying them: their names, and the versions of their drivers. What {@code auto} chose is
   * remembered as long as this stays the same. Empty, as here, where it cannot be told: then
   * nothing is remembered.
   */
  default Optional<String> identity() {
    return Optional.empty();
  }

  /**
   * The devices of this kind that work on this machine, best first.
   *
   * @param refused takes one sentence for each device or prerequisite that does not work: what was
   *     missing and what to do
   */
  List<Device> devices(Consumer<String> refused);
}
