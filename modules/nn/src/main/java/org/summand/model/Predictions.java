package org.summand.model;

import java.io.Serializable;
import java.util.Arrays;
import org.summand.compute.Loss;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.nn.Scorer;

/**
 * What the raw outputs of a trained network mean: probabilities of classes, of yes or no, or
 * numbers in the label's own unit.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class Predictions implements Serializable {
  private static final long serialVersionUID = 1;

  private final Loss loss;
  private final int outputs;
  private final TargetScaling targetScaling;

  /**
   * @param targetScaling how the targets were scaled that the network learned
   */
  public Predictions(Network network, TargetScaling targetScaling) {
    loss = network.loss();
    outputs = network.outputs();
    this.targetScaling = targetScaling;
  }

  /** The numbers of a row's prediction. */
  public int outputs() {
    return outputs;
  }

  /**
   * The prediction of one row.
   *
   * @param z raw outputs, those of this row from {@code from} on; they stay as they are
   */
  public float[] of(float[] z, int from) {
    float[] prediction = Arrays.copyOfRange(z, from, from + outputs);
    Scorer.toPredictions(loss, prediction, outputs);
    targetScaling.toLabels(prediction);
    return prediction;
  }
}
