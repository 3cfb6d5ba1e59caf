package org.summand.benchmarks.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.summand.benchmarks.StepwiseSystem;
import org.summand.benchmarks.SystemDescription;
import org.summand.benchmarks.Workload;

/** Deeplearning4j's multi-layer network, as its documentation has it. */
public final class Dl4jSystem extends StepwiseSystem {
  /** What ND4J's numbers for its builds mean. */
  private static final List<String> LEVELS = List.of("any processor", "x86-64", "AVX2", "AVX-512");

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public SystemDescription description() {
    return new SystemDescription(
        "Deeplearning4j " + version(),
        "float32",
        "ND4J's own, built for "
            + LEVELS.get(NativeOpsHolder.getInstance().getDeviceNativeOps().binaryLevel())
            + ", and OpenBLAS, "
            + Nd4j.getEnvironment().maxThreads()
            + " threads",
        "its default Adam, rate 0.001; Xavier's first weights");
  }

  /** As the jar has it: its classes do not say. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream jar =
        MultiLayerNetwork.class.getResourceAsStream(
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
      properties.load(jar);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version");
  }

  @Override
  protected Map<String, TrainerFactory> variants() {
    Nd4j.getEnvironment().setMaxThreads(Workload.THREADS);
    Nd4j.getEnvironment().setMaxMasterThreads(Workload.THREADS);
    return Map.of("Deeplearning4j", Dl4jStepTrainer::new);
  }
}
