package io.summand.compute;

import java.util.List;
import java.util.function.Consumer;

/**
 * Finds devices of one kind; implementations are registered for {@link java.util.ServiceLoader} in
 * {@code META-INF/services/io.summand.compute.DeviceProvider}.
 */
public interface DeviceProvider {
  /** The word before the colon in the names of its devices, such as {@code opencl}. */
  String kind();

  /**
   * The devices of this kind that work on this machine, best first.
   *
   * @param refused takes one sentence for each device or prerequisite that does not work: what was
   *     missing and what to do
   */
  List<Device> devices(Consumer<String> refused);
}
