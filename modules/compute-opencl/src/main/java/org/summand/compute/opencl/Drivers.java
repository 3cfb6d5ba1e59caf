package org.summand.compute.opencl;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which OpenCL drivers and accelerators a machine has, in words, by what Linux and the drivers'
 * packages tell of them: no driver is loaded for it, which would take a while, and be told to
 * everybody by Aparapi's native library.
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

  /** The environment variables that hide some devices from a process. */
  private static final List<String> CHOICES =
      List.of(
          "OCL_ICD_VENDORS",
          "OPENCL_VENDOR_PATH",
          "CUDA_VISIBLE_DEVICES",
          "NVIDIA_VISIBLE_DEVICES",
          "ROCR_VISIBLE_DEVICES",
          "GPU_DEVICE_ORDINAL",
          "POCL_DEVICES");

  private Drivers() {}

  /** The words; empty where no driver is registered in the usual place. */
  static Optional<String> describe() {
    // The entries' times are those of the packages they came with.
    List<String> parts = new ArrayList<>(files(REGISTERED, "*.icd", true));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    parts.addAll(files(Path.of("/proc/driver/nvidia/gpus"), "*/information", false));
    for (String name : List.of("vendor", "device", "revision")) {
      parts.addAll(files(Path.of("/sys/class/drm"), "card*/device/" + name, false));
    }
    VERSIONS.forEach(file -> parts.add(content(Path.of(file))));
    CHOICES.forEach(name -> parts.add(name + "=" + System.getenv(name)));
    return Optional.of(String.join("; ", parts).replaceAll("\\s+", " "));
  }

  /** Files below a folder with their content; the first part of the pattern may match several. */
  private static List<String> files(Path folder, String pattern, boolean withTimes) {
    int slash = pattern.indexOf('/');
    String glob = slash < 0 ? pattern : pattern.substring(0, slash);
    List<String> entries = new ArrayList<>();
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, glob)) {
      for (Path match : matches) {
        Path file = slash < 0 ? match : match.resolve(pattern.substring(slash + 1));
        String time = withTimes ? " " + Files.getLastModifiedTime(file) : "";
        entries.add(file + " " + content(file) + time);
      }
    } catch (IOException | RuntimeException none) {
      return List.of();
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
