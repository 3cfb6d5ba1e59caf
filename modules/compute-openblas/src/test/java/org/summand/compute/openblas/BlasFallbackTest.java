package org.summand.compute.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the CPU falls back to; BLAS is chosen once per JVM, so each case has a JVM of its own. */
class BlasFallbackTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String ABSENT = "-Ddev.ludovic.netlib.blas.nativeLib=libabsent.so";

  /** Surefire's own name for it: there, java.class.path is but a jar that points to the rest. */
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @Test
  void openBlasIsChosenWithNoOptionAtAll() throws Exception {
    List<String> output = run();
    assertThat(output).last().asString().contains("OpenBLAS", "JNIBLAS");
    assertThat(output).noneMatch(line -> line.contains("not used"));
    assertThat(output).as("netlib's own words").noneMatch(line -> line.contains("Failed to load"));
  }

  @Test
  void vectorInstructionsAreChosenWhereNoNativeLibraryLoads() throws Exception {
    List<String> output = run(VECTORS, ABSENT);
    assertThat(output).last().isEqualTo("netlib's VectorBLAS");
    assertThat(output)
        .filteredOn(line -> line.contains("not used"))
        .singleElement()
        .asString()
        .contains("libabsent.so", "would not load");
  }

  @Test
  void vectorInstructionsAreChosenWhereNothingNativeIsOnTheClassPath() throws Exception {
    Path openBlas =
        Path.of(OpenBlas.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> rest = new ArrayList<>();
    for (String entry : CLASS_PATH.split(File.pathSeparator)) {
      if (!Path.of(entry).equals(openBlas)) {
        rest.add(entry);
      }
    }
    List<String> output = runOn(String.join(File.pathSeparator, rest), VECTORS);
    assertThat(output).last().isEqualTo("netlib's VectorBLAS");
    assertThat(output)
        .filteredOn(line -> line.contains("not used"))
        .singleElement()
        .asString()
        .contains("none is on the class path", "add summand-compute-openblas");
  }

  @Test
  void plainJavaIsChosenWithoutTheVectorModule() throws Exception {
    List<String> output = run(ABSENT);
    assertThat(output).last().isEqualTo("netlib's Java11BLAS");
    assertThat(output)
        .filteredOn(line -> line.contains("not used"))
        .hasSize(2)
        .anyMatch(line -> line.contains("libabsent.so"))
        .anyMatch(line -> line.contains(VECTORS));
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    return runOn(CLASS_PATH, options);
  }

  /** The output of a JVM that says which BLAS it chose: the log, then the choice. */
  private static List<String> runOn(String classPath, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-Dorg.apache.logging.log4j.level=INFO");
    command.add("-cp");
    command.add(classPath);
    command.add(BlasReport.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(0);
    return output.lines().toList();
  }
}
