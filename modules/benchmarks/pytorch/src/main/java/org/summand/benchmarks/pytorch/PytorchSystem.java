package org.summand.benchmarks.pytorch;

import ai.djl.engine.Engine;
import org.summand.benchmarks.Facts;
import org.summand.benchmarks.StepwiseSystem;
import org.summand.benchmarks.Workload;
import java.util.Map;

/** PyTorch, by DJL's blocks, loss, optimiser and trainer, as its documentation has it. */
public final class PytorchSystem extends StepwiseSystem {
  public PytorchSystem() {
    // Everything comes from Maven; nothing is fetched while measuring.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(Workload.THREADS));
  }

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public Facts facts() {
    return new Facts(
        "PyTorch " + Engine.getInstance().getVersion() + ", DJL " + Engine.getDjlVersion(),
        "float32",
        "PyTorch's own, " + Workload.THREADS + " threads",
        "DJL's default Adam, rate 0.001, and its default first weights");
  }

  @Override
  protected Map<String, Trainees> ways() {
    return Map.of("PyTorch through DJL", PytorchTrainee::new);
  }
}
