package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures a system in a JVM of its own, with its class path and nothing of the others. */
final class ChildProcess {
  private static final int MOST_MINUTES = 15;

  private final Path root;
  private final String mnist;

  /**
   * @param root the project's folder
   * @param mnist the folder of MNIST's files
   */
  ChildProcess(Path root, String mnist) {
    this.root = root;
    this.mnist = mnist;
  }

  Outcome measure(Workload workload, SystemName system) throws IOException, InterruptedException {
    Path target = root.resolve("modules/benchmarks/" + system.folder() + "/target");
    Path classpath = target.resolve("local.classpath");
    if (!Files.exists(classpath)) {
      return Outcome.failed("its libraries could not be had; see the words of the build");
    }
    Path log = target.resolve("benchmark-" + workload.text() + "-" + system.text() + ".log");
    Path output = target.resolve("benchmark-" + workload.text() + "-" + system.text() + ".json");
    ChildJvm jvm =
        new ChildJvm(
            root,
            target.resolve("classes") + ":" + Files.readString(classpath).strip(),
            output,
            "-Dmnist=" + mnist,
            ChildMain.class.getName(),
            workload.text(),
            system.text());
    // PyTorch, Deeplearning4j and OpenBLAS all take their number of threads from here.
    jvm.builder().environment().put("OMP_NUM_THREADS", String.valueOf(Workload.THREADS));
    jvm.builder().redirectError(log.toFile());
    Optional<String> failure = jvm.run(MOST_MINUTES);
    if (failure.isPresent()) {
      return Outcome.failed(failure.get() + "; see " + log);
    }
    List<String> lines = jvm.lines();
    if (lines.isEmpty()) {
      return Outcome.failed("it printed nothing; see " + log);
    }
    return Json.MAPPER.readValue(lines.get(lines.size() - 1), Outcome.class);
  }
}
