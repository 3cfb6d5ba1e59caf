package org.summand.nn;

import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * Runs rows forward through a network in blocks, without training. Used by one thread at a time.
 *
 * <p>{@link #toPredictions} makes of raw outputs what the network predicts: probabilities of
 * classes, of yes or no, or numbers.
 */
public final class Scorer implements AutoCloseable {
  private final Network network;
  private final ExecutionPlan plan;
  private final Device device;
  private Workspace workspace;

  /** A scorer for blocks of at most {@code blockRows} rows. */
  public Scorer(Network network, Device device, int blockRows) {
    this.network = network;
    this.device = device;
    plan = ExecutionPlan.inference(network, blockRows);
    workspace = device.open(plan.footprint());
  }

  /**
   * The raw outputs z of any number of rows: those of an ensemble are what gives the mean of its
   * members' predictions.
   *
   * @param features rows × inputs, scaled as in training
   * @param z takes rows × outputs
   */
  public void rawOutputs(float[] weights, float[] features, int rows, float[] z) {
    DeviceException.retry(
        () -> {
          try {
            forward(weights, features, rows, z);
            return z;
          } catch (DeviceException failure) {
            workspace.close();
            workspace = device.open(plan.footprint());
            throw failure;
          }
        });
  }

  private void forward(float[] weights, float[] features, int rows, float[] z) {
    workspace.bind(Region.WEIGHTS, weights);
    workspace.bind(Region.INPUT, features);
    for (int from = 0; from < rows; from += plan.capacity()) {
      int count = Math.min(plan.capacity(), rows - from);
      Matrix x = new Matrix(Region.INPUT, from * network.inputs(), count, network.inputs());
      plan.forward(workspace, x, 0);
      plan.readAnswers(workspace, count, z, from * network.outputs());
    }
  }

  /**
   * Turns rows of raw outputs into predictions, in place: softmax for classes, sigmoid for yes or
   * no, steps from one quantile to the next, the exponential for counts, nothing for other numbers.
   */
  public static void toPredictions(Loss loss, float[] z, int outputs) {
    switch (loss.kind()) {
      case SOFTMAX_CROSS_ENTROPY -> {
        for (int at = 0; at < z.length; at += outputs) {
          softmax(z, at, outputs);
        }
      }
      case BINARY_CROSS_ENTROPY -> {
        for (int i = 0; i < z.length; i++) {
          z[i] = (float) (1 / (1 + Math.exp(-z[i])));
        }
      }
      case QUANTILES -> {
        for (int at = 0; at < z.length; at += outputs) {
          quantiles(z, at, outputs);
        }
      }
      case POISSON -> {
        for (int i = 0; i < z.length; i++) {
          z[i] = (float) count(z[i]);
        }
      }
      case SQUARED_ERROR, HUBER -> {}
    }
  }

  private static void softmax(float[] z, int at, int outputs) {
    float largest = z[at];
    for (int c = 1; c < outputs; c++) {
      largest = Math.max(largest, z[at + c]);
    }
    double total = 0;
    for (int c = 0; c < outputs; c++) {
      double e = Math.exp(z[at + c] - largest);
      z[at + c] = (float) e;
      total += e;
    }
    for (int c = 0; c < outputs; c++) {
      z[at + c] = (float) (z[at + c] / total);
    }
  }

  /** Each a step above the one before, so that they never cross. */
  private static void quantiles(float[] z, int at, int outputs) {
    double y = z[at];
    for (int c = 1; c < outputs; c++) {
      y += softplus(z[at + c]);
      z[at + c] = (float) y;
    }
  }

  /** The mean of a count whose logarithm is {@code z}; always finite. */
  static double count(double z) {
    return Math.exp(Math.min(z, Loss.LARGEST_LOG));
  }

  /** {@code log(1 + e^z)}. */
  static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  @Override
  public void close() {
    workspace.close();
  }
}
