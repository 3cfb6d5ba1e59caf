package org.summand.benchmarks.pytorch;

import ai.djl.engine.Engine;
import java.util.Map;
import org.summand.benchmarks.StepwiseSystem;
import org.summand.benchmarks.SystemDescription;
import org.summand.benchmarks.Workload;

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
  public SystemDescription description() {
    return new SystemDescription(
        "PyTorch " + Engine.getInstance().getVersion() + ", DJL " + Engine.getDjlVersion(),
        "float32",
        "PyTorch's own, " + Workload.THREADS + " threads",
        "DJL's default Adam, rate 0.001, and its default first weights");
  }

  @Override
  protected Map<String, TrainerFactory> variants() {
    return Map.of("PyTorch through DJL", PytorchStepTrainer::new);
  }
}
