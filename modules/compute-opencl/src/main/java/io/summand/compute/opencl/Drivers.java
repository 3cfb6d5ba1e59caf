package io.summand.compute.opencl;

import com.aparapi.device.OpenCLDevice;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which OpenCL devices and drivers a machine has, in words. Aparapi does not tell the version of a
 * driver, so what the system tells of it stands beside the platforms' own.
 */
final class Drivers {
  private static final Path REGISTERED = Path.of("/etc/OpenCL/vendors");
  private static final List<String> VERSIONS =
      List.of(
          "/proc/driver/nvidia/version",
          "/sys/module/nvidia/version",
          "/sys/module/amdgpu/version",
          "/sys/module/i915/version",
          "/sys/module/xe/version");

  private Drivers() {}

  /** The words; not the memory, of which PoCL has more or less each time. */
  static String describe(List<OpenCLDevice> devices) {
    List<String> parts = new ArrayList<>();
    for (OpenCLDevice device : devices) {
      parts.add(
          String.join(
              ", ",
              String.valueOf(device.getType()),
              device.getName(),
              String.valueOf(device.getMaxComputeUnits()),
              device.getOpenCLPlatform().getName(),
              device.getOpenCLPlatform().getVendor(),
              device.getOpenCLPlatform().getVersion()));
    }
    parts.addAll(registered());
    for (String file : VERSIONS) {
      parts.add(content(Path.of(file)));
    }
    return String.join("; ", parts).replaceAll("\\s+", " ");
  }

  /** The drivers' entries, whose times are those of the packages they came with. */
  private static List<String> registered() {
    List<String> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(REGISTERED)) {
      for (Path file : files) {
        entries.add(file + " " + content(file) + " " + Files.getLastModifiedTime(file));
      }
    } catch (IOException | RuntimeException none) {
      // Drivers that are not registered here are still among the devices.
    }
    Collections.sort(entries);
    return entries;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }
}
