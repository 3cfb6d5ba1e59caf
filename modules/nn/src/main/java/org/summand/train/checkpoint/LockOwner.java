package org.summand.train.checkpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who holds a lock.
 *
 * @param id no two runs have the same
 * @param host the machine's name, for people
 * @param place what only processes have in common that see each other's numbers: the start of a
 *     machine, and the container on it; empty where that cannot be told
 * @param process the number of the process
 * @param started when that process was started: the number may be another's later
 * @param since when it took the lock, as its clock said
 */
record LockOwner(String id, String host, String place, long process, String started, String since) {
  private static final Path START_OF_MACHINE = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int LONGEST = 100;
  private static final int START_BEHIND_NAME = 19;
  private static final Path CONTAINER = Path.of("/proc/self/ns/pid");

  /** This process, as an owner nobody has met. */
  static LockOwner here() {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(
        UUID.randomUUID().toString(),
        hostName(),
        placeOfProcesses(),
        process.pid(),
        startOf(process.pid()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException nameless) {
      return "a-host-without-a-name";
    }
  }

  private static String placeOfProcesses() {
    try {
      return Files.readString(START_OF_MACHINE).strip() + " " + Files.readSymbolicLink(CONTAINER);
    } catch (IOException | RuntimeException untold) {
      return "";
    }
  }

  /**
   * When a process was started, in ticks since the machine was, which no setting of its clock
   * changes; empty where that cannot be told.
   */
  private static String startOf(long process) {
    try {
      String state = Files.readString(Path.of("/proc/" + process + "/stat"));
      // The program's name comes before, in parentheses, and may hold anything.
      return state.substring(state.lastIndexOf(')') + 2).split(" ")[START_BEHIND_NAME];
    } catch (IOException | RuntimeException untold) {
      return "";
    }
  }

  /**
   * Whether the process lives; empty where this one cannot see it, and only its heartbeat can tell.
   */
  Optional<Boolean> lives() {
    if (place.isEmpty() || !place.equals(placeOfProcesses())) {
      return Optional.empty();
    }
    return Optional.of(
        ProcessHandle.of(process)
            .filter(ProcessHandle::isAlive)
            .map(handle -> startOf(process))
            .filter(start -> start.isEmpty() || started.isEmpty() || start.equals(started))
            .isPresent());
  }

  /** It in words. */
  String words() {
    return "the run of process " + process + " on " + plain(host) + ", since " + plain(since);
  }

  /** Whoever can write the file can write anything there, for a terminal too. */
  private static String plain(String text) {
    return text.replaceAll("[^\\p{Graph}]", "?").substring(0, Math.min(text.length(), LONGEST));
  }

  /** A text that {@link #parse} reads, with the number of a heartbeat. */
  String text(long beat) {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("id", id);
    lines.put("host", host);
    lines.put("place", place);
    lines.put("process", process);
    lines.put("started", started);
    lines.put("since", since);
    lines.put("beat", beat);
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** The owner that a text names; empty where it is not whole. */
  static Optional<LockOwner> parse(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("=", 2))
        .filter(line -> line.length == 2)
        .forEach(line -> lines.put(line[0], line[1]));
    try {
      return lines.containsKey("id") && lines.containsKey("beat")
          ? Optional.of(
              new LockOwner(
                  lines.get("id"),
                  lines.getOrDefault("host", "an-unknown-host"),
                  lines.getOrDefault("place", ""),
                  Long.parseLong(lines.getOrDefault("process", "")),
                  lines.getOrDefault("started", ""),
                  lines.getOrDefault("since", "an-unknown-time")))
          : Optional.empty();
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }
}
