package org.summand.nn;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.summand.compute.Loss;

/** The one answer of an ensemble's members. */
final class Members {
  private Members() {}

  /**
   * The raw outputs that predict the mean of what the members predict: of numbers their mean; of
   * probabilities {@code p̄} that of which softmax or sigmoid makes {@code p̄} again, {@code log
   * p̄} and {@code log p̄ − log(1 − p̄)}; of the steps {@code s̄} between quantiles, whose sums
   * they are, {@code log(e^s̄ − 1)}; of counts the logarithm of their mean. A lone member's are
   * taken as they are.
   *
   * @param block the members' raw outputs, members × rows × outputs
   * @param z takes rows × outputs from {@code zAt} on
   */
  static void mean(Network network, float[] block, int rows, float[] z, int zAt) {
    int members = network.members();
    int outputs = network.outputs();
    int count = rows * outputs;
    if (members == 1) {
      System.arraycopy(block, 0, z, zAt, count);
      return;
    }
    Loss.Kind loss = network.loss().kind();
    if (loss == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      softmaxMean(members, block, count, outputs, z, zAt);
      return;
    }
    for (int i = 0; i < count; i++) {
      float[] each = new float[members];
      for (int m = 0; m < members; m++) {
        each[m] = block[m * count + i];
      }
      z[zAt + i] = (float) mean(loss, each, i % outputs);
    }
  }

  /** The raw output of a number. */
  private static double mean(Loss.Kind loss, float[] each, int output) {
    return switch (loss) {
      case BINARY_CROSS_ENTROPY ->
          log(mean(each, z -> 1 / (1 + Math.exp(-z))))
              - log(mean(each, z -> 1 / (1 + Math.exp(z))));
      case QUANTILES ->
          output == 0 ? mean(each, z -> z) : inverseSoftplus(mean(each, Scorer::softplus));
      case POISSON -> log(mean(each, Scorer::count));
      default -> mean(each, z -> z);
    };
  }

  private static double mean(float[] each, DoubleUnaryOperator meaning) {
    double sum = 0;
    for (float z : each) {
      sum += meaning.applyAsDouble(z);
    }
    return sum / each.length;
  }

  private static void softmaxMean(
      int members, float[] block, int count, int outputs, float[] z, int zAt) {
    double[] mean = new double[outputs];
    for (int at = 0; at < count; at += outputs) {
      Arrays.fill(mean, 0);
      for (int m = 0; m < members; m++) {
        addSoftmax(block, m * count + at, outputs, mean);
      }
      for (int c = 0; c < outputs; c++) {
        z[zAt + at + c] = (float) log(mean[c] / members);
      }
    }
  }

  private static void addSoftmax(float[] z, int at, int outputs, double[] sum) {
    double largest = z[at];
    for (int c = 1; c < outputs; c++) {
      largest = Math.max(largest, z[at + c]);
    }
    double total = 0;
    for (int c = 0; c < outputs; c++) {
      total += Math.exp(z[at + c] - largest);
    }
    for (int c = 0; c < outputs; c++) {
      sum[c] += Math.exp(z[at + c] - largest) / total;
    }
  }

  /** {@code log(e^s − 1)}, as {@code s + log(1 − e^−s)}, which does not overflow. */
  private static double inverseSoftplus(double s) {
    return s + log(-Math.expm1(-s));
  }

  /** Finite also for 0. */
  private static double log(double p) {
    return Math.log(Math.max(p, Double.MIN_NORMAL));
  }
}
