package org.summand.train;

import java.util.Arrays;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.data.Folds;
import org.summand.data.Shard;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;
import org.summand.nn.Scorer;

/** Evaluates a network on one shard, where the shard is. */
public final class ShardEvaluation {
  private ShardEvaluation() {}

  /** The brief evaluation of all rows of {@code shard} at {@code weights}. */
  public static Evaluation of(Network network, Device device, Shard shard, float[] weights) {
    return of(network, Folds.NONE, device, shard, weights, Evaluation.Detail.BRIEF);
  }

  /**
   * The evaluation of each network of a bag by the rows that it has not learned from; of all of
   * them together by all rows where none were held out.
   *
   * @param folds how rows were held out
   */
  public static Evaluation of(
      Network network,
      Folds folds,
      Device device,
      Shard shard,
      float[] weights,
      Evaluation.Detail detail) {
    return DeviceException.retry(() -> once(network, folds, device, shard, weights, detail));
  }

  private static Evaluation once(
      Network network,
      Folds folds,
      Device device,
      Shard shard,
      float[] weights,
      Evaluation.Detail detail) {
    Network judged = folds.any() ? network.one() : network;
    Evaluation evaluation = new Evaluation(judged, detail);
    int most = folds.any() ? folds.heldOut(shard.rows()) : shard.rows();
    if (most == 0) {
      return evaluation;
    }
    ExecutionPlan plan =
        ExecutionPlan.inference(judged, Math.min(ExecutionPlan.blockRows(judged), most));
    try (Workspace workspace = device.open(plan.footprint())) {
      workspace.bind(Region.INPUT, shard.features());
      workspace.bind(Region.TARGET, shard.targets());
      for (int begin = 0; begin < weights.length; begin += judged.weightCount()) {
        int end = begin + judged.weightCount();
        workspace.bind(Region.WEIGHTS, Arrays.copyOfRange(weights, begin, end));
        int first = folds.firstHeldOut(shard.rows(), begin / judged.weightCount());
        addRows(judged, plan, workspace, shard, first, first + most, evaluation);
      }
    }
    return evaluation;
  }

  private static void addRows(
      Network network,
      ExecutionPlan plan,
      Workspace workspace,
      Shard shard,
      int first,
      int end,
      Evaluation evaluation) {
    float[] z = new float[plan.capacity() * network.outputs()];
    for (int from = first; from < end; from += plan.capacity()) {
      int rows = Math.min(plan.capacity(), end - from);
      addBlock(network, plan, workspace, shard, from, rows, z, evaluation);
    }
  }

  private static void addBlock(
      Network network,
      ExecutionPlan plan,
      Workspace workspace,
      Shard shard,
      int from,
      int rows,
      float[] z,
      Evaluation evaluation) {
    int targetCols = network.targets() + 1;
    Matrix x = new Matrix(Region.INPUT, from * network.inputs(), rows, network.inputs());
    Matrix target = new Matrix(Region.TARGET, from * targetCols, rows, targetCols);
    plan.forward(workspace, x, 0);
    plan.readAnswers(workspace, rows, z, 0);
    evaluation.addLoss(
        workspace.loss(network.loss(), plan.outputs(rows), target, plan.outputGradient(rows)),
        rows);
    if (!network.loss().classifies()) {
      Scorer.toPredictions(network.loss(), z, network.outputs());
    }
    for (int r = 0; r < rows; r++) {
      int zAt = r * network.outputs();
      int tAt = target.offset() + r * targetCols;
      float rowWeight = shard.targets()[tAt + targetCols - 1];
      if (network.loss().classifies()) {
        evaluation.addPrediction(rowWeight, shareCorrect(network, z, zAt, shard.targets(), tAt));
        evaluation.addProbabilities(rowWeight, z, zAt, shard.targets(), tAt);
      } else {
        evaluation.addNumbers(rowWeight, z, zAt, shard.targets(), tAt);
      }
    }
  }

  /** 1 or 0 for a class; for several yes-or-no outputs, the share of them that is right. */
  private static double shareCorrect(
      Network network, float[] z, int zAt, float[] targets, int tAt) {
    int outputs = network.outputs();
    if (network.loss().kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      return largest(z, zAt, outputs) == (int) targets[tAt] ? 1 : 0;
    }
    int right = 0;
    for (int c = 0; c < outputs; c++) {
      right += z[zAt + c] > 0 == targets[tAt + c] > 0.5f ? 1 : 0;
    }
    return right / (double) outputs;
  }

  private static int largest(float[] z, int at, int outputs) {
    int best = 0;
    for (int c = 1; c < outputs; c++) {
      best = z[at + c] > z[at + best] ? c : best;
    }
    return best;
  }
}
