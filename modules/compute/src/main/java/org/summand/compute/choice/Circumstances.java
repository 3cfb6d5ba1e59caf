package org.summand.compute.choice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.summand.compute.DeviceProvider;
import org.summand.compute.cpu.CpuDevice;

/**
 * All that a measurement of devices depends on, in words: the machine, the system, the JVM, this
 * library, the BLAS, the devices with their drivers, and the work.
 */
final class Circumstances {
  private static final List<String> SYSTEM =
      List.of("os.name", "os.version", "os.arch", "java.vm.name", "java.vm.version");

  /** Which machine it is, where homes are shared by several. */
  private static final List<String> MACHINE =
      List.of("/etc/machine-id", "/proc/sys/kernel/hostname");

  private Circumstances() {}

  /** The circumstances; empty where a kind of device cannot tell its own. */
  static Optional<String> of(String work) {
    List<String> lines = new ArrayList<>();
    MACHINE.forEach(file -> lines.add("machine " + content(file)));
    lines.add("processor " + processor());
    lines.add("processors " + Runtime.getRuntime().availableProcessors());
    SYSTEM.forEach(name -> lines.add(name + " " + System.getProperty(name)));
    lines.add("summand " + Circumstances.class.getPackage().getImplementationVersion());
    lines.add("cpu " + new CpuDevice().description());
    try {
      for (DeviceProvider provider : ServiceLoader.load(DeviceProvider.class)) {
        Optional<String> identity = provider.identity();
        if (identity.isEmpty()) {
          return Optional.empty();
        }
        lines.add(provider.kind() + " " + identity.get());
      }
    } catch (RuntimeException | LinkageError | ServiceConfigurationError broken) {
      return Optional.empty();
    }
    lines.add("work " + work);
    return Optional.of(String.join("\n", lines));
  }

  private static String content(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }

  private static String processor() {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> line.startsWith("model name")).findFirst().orElse("");
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }
}
