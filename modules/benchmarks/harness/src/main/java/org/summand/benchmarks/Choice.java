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
 */
record Choice(
    List<Workload> workloads,
    List<SystemName> systems,
    int jvms,
    String mnist,
    Optional<Path> records) {
  private static final int JVMS = 3;

  /**
   * @throws IllegalArgumentException in words, where it cannot be understood
   */
  static Choice parse(List<String> args) {
    List<Workload> workloads = new ArrayList<>();
    List<SystemName> systems = new ArrayList<>();
    int jvms = JVMS;
    String mnist = "mnist-10k";
    Optional<Path> records = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      switch (arg) {
        case "--jvms" -> jvms = Integer.parseInt(value(args, ++i));
        case "--mnist" -> mnist = Path.of(value(args, ++i)).toAbsolutePath().toString();
        case "--record" -> records = Optional.of(Path.of(value(args, ++i)));
        default -> addNamed(arg, workloads, systems);
      }
    }
    return new Choice(
        workloads.isEmpty() ? List.of(Workload.values()) : workloads,
        systems.isEmpty() ? List.of(SystemName.values()) : systems,
        jvms,
        mnist,
        records);
  }

  private static String value(List<String> args, int at) {
    if (at == args.size()) {
      throw new IllegalArgumentException(args.get(at - 1) + " needs a value");
    }
    return args.get(at);
  }

  private static void addNamed(String name, List<Workload> workloads, List<SystemName> systems) {
    Optional<Workload> workload = Workload.of(name);
    Optional<SystemName> system = SystemName.of(name);
    workload.ifPresent(workloads::add);
    system.ifPresent(systems::add);
    if (workload.isEmpty() && system.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no '"
              + name
              + "'; there are the workloads "
              + List.of(Workload.values()).stream().map(Workload::text).toList()
              + ", the systems "
              + List.of(SystemName.values()).stream().map(SystemName::text).toList()
              + ", --jvms, --mnist and --record");
    }
  }
}
