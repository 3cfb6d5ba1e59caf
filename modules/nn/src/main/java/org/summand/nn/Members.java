package org.summand.nn;

import java.util.Arrays;
import org.summand.compute.Loss;

/** The one answer of an ensemble's members. */
final class Members {
  private Members() {}

  /**
   * The raw outputs that predict the mean of what the members predict: of numbers their mean; of
   * probabilities {@code p̄} that of which softmax or sigmoid makes {@code p̄} again, {@code log
   * p̄} and {@code log p̄ − log(1 − p̄)}. A lone member's are taken as they are.
   *
   * @param block the members' raw outputs, members × rows × outputs
   * @param z takes rows × outputs from {@code zAt} on
   */
  static void mean(Network network, float[] block, int rows, float[] z, int zAt) {
    int members = network.members();
    int count = rows * network.outputs();
    if (members == 1) {
      System.arraycopy(block, 0, z, zAt, count);
      return;
    }
    if (network.loss().kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      softmaxMean(members, block, count, network.outputs(), z, zAt);
      return;
    }
    boolean isBinary = network.loss().kind() == Loss.Kind.BINARY_CROSS_ENTROPY;
    for (int i = 0; i < count; i++) {
      double yes = 0;
      double no = 0;
      for (int m = 0; m < members; m++) {
        double each = block[m * count + i];
        yes += isBinary ? 1 / (1 + Math.exp(-each)) : each;
        no += isBinary ? 1 / (1 + Math.exp(each)) : 0;
      }
      z[zAt + i] = (float) (isBinary ? log(yes) - log(no) : yes / members);
    }
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

  /** Finite also for 0. */
  private static double log(double p) {
    return Math.log(Math.max(p, Double.MIN_NORMAL));
  }
}
