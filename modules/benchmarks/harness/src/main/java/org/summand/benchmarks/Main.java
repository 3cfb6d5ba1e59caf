package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures systems beside each other: each in JVMs of its own, one system after the other and,
 * where each has more than one, again, so that a machine whose speed drifts is unfair to none of
 * them. Prints the tables, and keeps the run where it is told to. With {@code --page}, measures
 * nothing and writes a page again from the runs that are kept.
 */
public final class Main {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      Arguments arguments = Arguments.parse(List.of(args));
      if (arguments.page().isPresent()) {
        new Records(arguments.page().get()).rewritePage();
      } else {
        run(arguments);
      }
    } catch (IllegalArgumentException wrong) {
      end(wrong, 2);
    } catch (IOException impossible) {
      end(impossible, 1);
    }
  }

  private static void end(Exception reason, int status) {
    System.err.println("benchmarks: " + reason.getMessage());
    System.exit(status);
  }

  private static void run(Arguments arguments) throws IOException, InterruptedException {
    Optional<Records> records = arguments.records().map(Records::new);
    if (records.isPresent()) {
      records.get().requireWritable();
    }
    String date = LocalDateTime.now().format(MINUTE);
    String machine = Machine.describe();
    Path root = Path.of(System.getProperty("root", "")).toAbsolutePath();
    ChildProcess children = new ChildProcess(root, arguments.mnist());
    List<Run.Result> results = new ArrayList<>();
    for (Workload workload : arguments.workloads()) {
      results.addAll(measure(workload, arguments, children));
    }
    Run run = new Run(date, machine, arguments.jvms(), results);
    System.out.print(Tables.of(run));
    if (records.isPresent()) {
      keep(run, records.get());
    }
  }

  private static void keep(Run run, Records records) throws IOException {
    try {
      records.add(run);
    } catch (IOException impossible) {
      throw new IOException("the run above could not be kept: " + impossible, impossible);
    }
  }

  private static List<Run.Result> measure(
      Workload workload, Arguments arguments, ChildProcess children)
      throws IOException, InterruptedException {
    Map<SystemName, Outcome> outcomes = new EnumMap<>(SystemName.class);
    for (int jvm = 1; jvm <= arguments.jvms(); jvm++) {
      for (SystemName system : arguments.systems()) {
        Outcome before = outcomes.get(system);
        if (!system.takesPartIn(workload) || (before != null && !before.failure().isEmpty())) {
          continue;
        }
        System.err.printf("%s %s, JVM %d%n", workload.text(), system.text(), jvm);
        Outcome outcome = children.measure(workload, system);
        outcomes.put(system, before == null ? outcome : before.followedBy(outcome));
      }
    }
    return arguments.systems().stream()
        .filter(outcomes::containsKey)
        .map(system -> Run.Result.of(workload, system, outcomes.get(system)))
        .toList();
  }
}
