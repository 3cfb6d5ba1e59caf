package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures systems beside each other: each in JVMs of its own, one system after the other and,
 * where each has more than one, again, so that a machine whose speed drifts is unfair to none of
 * them. Prints the tables, and keeps the run where it is told to.
 */
public final class Main {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Choice choice;
    try {
      choice = Choice.parse(List.of(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println("benchmarks: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    String date = LocalDateTime.now().format(MINUTE);
    String machine = Machine.describe();
    ChildProcess children =
        new ChildProcess(Path.of(System.getProperty("root", "")).toAbsolutePath(), choice.mnist());
    List<Run.Result> results = new ArrayList<>();
    for (Workload workload : choice.workloads()) {
      results.addAll(measure(workload, choice, children));
    }
    Run run = new Run(date, machine, choice.jvms(), results);
    System.out.print(Tables.of(List.of(run)));
    if (choice.records().isPresent()) {
      new Records(choice.records().get()).add(run);
    }
  }

  private static List<Run.Result> measure(Workload workload, Choice choice, ChildProcess children)
      throws IOException, InterruptedException {
    Map<SystemName, Answer> answers = new EnumMap<>(SystemName.class);
    for (int jvm = 1; jvm <= choice.jvms(); jvm++) {
      for (SystemName system : choice.systems()) {
        Answer before = answers.get(system);
        if (!system.takesPartIn(workload) || (before != null && !before.failure().isEmpty())) {
          continue;
        }
        System.err.printf("%s %s, JVM %d%n", workload.text(), system.text(), jvm);
        Answer answer = children.measure(workload, system);
        answers.put(system, before == null ? answer : before.followedBy(answer));
      }
    }
    return choice.systems().stream()
        .filter(answers::containsKey)
        .map(system -> Run.Result.of(workload, system, answers.get(system)))
        .toList();
  }
}
