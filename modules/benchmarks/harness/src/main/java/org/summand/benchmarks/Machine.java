package org.summand.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Describes the machine, and how busy it was with other things. */
public final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The machine in words. */
  public static String describe() throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(
        Locale.ROOT,
        "%s, %d cores; %s; %s %s; load %.2f at the start",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name"),
        Runtime.version(),
        load);
  }

  private static String processor() throws IOException {
    if (!Files.exists(CPU)) {
      return "a processor without a name";
    }
    List<String> lines = Files.readAllLines(CPU);
    return field(lines, "model name")
        + (field(lines, "flags").contains("avx512f") ? " with AVX-512" : "");
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }
}
