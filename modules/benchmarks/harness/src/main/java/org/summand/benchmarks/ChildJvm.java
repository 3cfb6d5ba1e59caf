package org.summand.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own for whatever is measured, with the options that users' have. */
public final class ChildJvm extends ChildProgram {
  /**
   * @param root the project's folder
   * @param classPath of the JVM
   * @param output the file for what it prints
   * @param command options of the JVM, its main class, and arguments
   */
  public ChildJvm(Path root, String classPath, Path output, String... command) {
    super(output, Stream.concat(options(root, classPath).stream(), Stream.of(command)).toList());
  }

  private static List<String> options(Path root, String classPath) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + root.resolve("deploy/jvm-options"),
        "-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties"),
        "-Xms6g",
        "-Xmx6g",
        // What new memory costs when it is first touched is over before anything is timed.
        "-XX:+AlwaysPreTouch",
        "-cp",
        classPath);
  }
}
