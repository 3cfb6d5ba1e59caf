package io.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

  Answer measure(Workload workload, Participant system) throws IOException, InterruptedException {
    Path target = root.resolve("modules/benchmarks/" + system.folder() + "/target");
    Path classpath = target.resolve("local.classpath");
    if (!Files.exists(classpath)) {
      return Answer.failed("its libraries could not be had; see the words of the build");
    }
    Path log = target.resolve("benchmark-" + workload.text() + "-" + system.text() + ".log");
    Path output = target.resolve("benchmark-" + workload.text() + "-" + system.text() + ".json");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + root.resolve("deploy/jvm-options"),
            "-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties"),
            "-Xms6g",
            "-Xmx6g",
            "-Dmnist=" + mnist,
            "-cp",
            target.resolve("classes") + ":" + Files.readString(classpath).strip(),
            Child.class.getName(),
            workload.text(),
            system.text());
    // PyTorch, Deeplearning4j and OpenBLAS all take their number of threads from here.
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(Workload.THREADS));
    builder.redirectError(log.toFile()).redirectOutput(output.toFile());
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return Answer.failed("not done after " + MOST_MINUTES + " minutes");
    }
    List<String> lines = Files.readAllLines(output);
    if (process.exitValue() != 0 || lines.isEmpty()) {
      return Answer.failed("its JVM ended with " + process.exitValue() + "; see " + log);
    }
    return Json.MAPPER.readValue(lines.get(lines.size() - 1), Answer.class);
  }
}
