package org.summand.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param workloads in the order given
 * @param systems in the order given
 * @param jvms the JVMs that each system gets at each workload
 * @param mnist the folder of MNIST's files
 * @param records the folder where the run is kept, if it is
 * @param page the folder whose page is to be written again from its runs; nothing is measured then
 */
record Arguments(
    List<Workload> workloads,
    List<SystemName> systems,
    int jvms,
    String mnist,
    Optional<Path> records,
    Optional<Path> page) {
  private static final int JVMS = 3;

  /**
   * @throws IllegalArgumentException in words, where it cannot be understood
   */
  static Arguments parse(List<String> args) {
    List<Workload> workloads = new ArrayList<>();
    List<SystemName> systems = new ArrayList<>();
    int jvms = JVMS;
    String mnist = "mnist-10k";
    Optional<Path> records = Optional.empty();
    Optional<Path> page = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--jvms" -> jvms = count(arg, value(args, ++i));
        case "--mnist" -> mnist = Path.of(value(args, ++i)).toAbsolutePath().toString();
        case "--record" -> records = Optional.of(Path.of(value(args, ++i)));
        case "--page" -> page = Optional.of(Path.of(value(args, ++i)));
        default -> addNamed(arg, workloads, systems);
      }
    }
    return new Arguments(
        workloads.isEmpty() ? List.of(Workload.values()) : workloads,
        systems.isEmpty() ? List.of(SystemName.values()) : systems,
        jvms,
        mnist,
        records,
        page);
  }

  private static int count(String option, String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          option + " needs a number of 1 or more, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static String value(List<String> args, int at) {
    if (at == args.size() || args.get(at).isBlank()) {
      throw new IllegalArgumentException(args.get(at - 1) + " needs a value");
    }
    return args.get(at);
  }

  private static void addNamed(String name, List<Workload> workloads, List<SystemName> systems) {
    Optional<Workload> workload = Workload.of(name);
    Optional<SystemName> system = SystemName.of(name);
    workload.filter(one -> !workloads.contains(one)).ifPresent(workloads::add);
    system.filter(one -> !systems.contains(one)).ifPresent(systems::add);
    if (workload.isEmpty() && system.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no '"
              + name
              + "'; there are the workloads "
              + List.of(Workload.values()).stream().map(Workload::text).toList()
              + ", the systems "
              + List.of(SystemName.values()).stream().map(SystemName::text).toList()
              + ", --jvms, --mnist, --record and --page");
    }
  }
}
