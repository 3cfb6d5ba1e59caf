package org.summand.compute;

import java.util.Arrays;

/** The formulas of {@link Activation} and {@link Loss} for one element or one row, in double. */
final class ReferenceFormulas {
  private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;

  private ReferenceFormulas() {}

  /** {@code f(z)}. */
  static double activation(Activation f, double z) {
    return switch (f) {
      case IDENTITY -> z;
      case RELU -> Math.max(z, 0);
      case LEAKY_RELU -> z > 0 ? z : Activation.LEAK * z;
      case TANH -> Math.tanh(z);
      case SIGMOID -> sigmoid(z);
      case GELU -> 0.5 * z * (1 + Math.tanh(geluInner(z)));
      case SILU -> z * sigmoid(z);
    };
  }

  /** {@code f′}, from {@code y} where that is enough. */
  static double activationGradient(Activation f, double z, double y) {
    return switch (f) {
      case IDENTITY -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case LEAKY_RELU -> y > 0 ? 1 : Activation.LEAK;
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
      case GELU -> {
        double t = Math.tanh(geluInner(z));
        yield 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * geluInnerGradient(z);
      }
      case SILU -> sigmoid(z) * (1 + z * (1 - sigmoid(z)));
    };
  }

  /** The loss of one row of weight 1. */
  static double loss(Loss loss, double[] z, double[] t) {
    int m = z.length;
    double largest = largest(z);
    double sum = 0;
    for (int j = 0; j < m; j++) {
      sum +=
          switch (loss.kind()) {
            // exp(z) of a large z would overflow; what is taken out here comes back as a logarithm.
            case SOFTMAX_CROSS_ENTROPY -> Math.exp(z[j] - largest);
            case BINARY_CROSS_ENTROPY ->
                Math.max(z[j], 0) - z[j] * t[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
            case SQUARED_ERROR -> (z[j] - t[j]) * (z[j] - t[j]);
            case HUBER -> huber(z[j] - t[j]);
            case POISSON -> poisson(z[j], t[j]);
            case QUANTILES -> pinball(loss.levels()[j], t[0] - answers(z)[j]);
          };
    }
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      return Math.log(sum) + largest - z[(int) t[0]];
    }
    return sum / m;
  }

  /** What {@link #lossGradient} is the gradient of: the mean loss of the labels as smoothed. */
  static double learnedLoss(Loss loss, double[] z, double[] t) {
    double smoothing = loss.smoothing();
    if (smoothing == 0) {
      return loss(loss, z, t);
    }
    int labels = loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY ? z.length : 2;
    double any = 0;
    for (int label = 0; label < labels; label++) {
      double[] other = new double[t.length];
      Arrays.fill(other, label);
      any += loss(loss, z, other) / labels;
    }
    return (1 - smoothing) * loss(loss, z, t) + smoothing * any;
  }

  /** {@code ∂ℓ/∂z} of one row of weight 1, with labels smoothed. */
  static double[] lossGradient(Loss loss, double[] z, double[] t) {
    int m = z.length;
    double[] p = softmax(z);
    double[] dz = new double[m];
    double smoothing = loss.smoothing();
    for (int j = 0; j < m; j++) {
      dz[j] =
          switch (loss.kind()) {
            case SOFTMAX_CROSS_ENTROPY ->
                p[j] - (1 - smoothing) * (j == (int) t[0] ? 1 : 0) - smoothing / m;
            case BINARY_CROSS_ENTROPY ->
                (sigmoid(z[j]) - (1 - smoothing) * t[j] - smoothing / 2) / m;
            case SQUARED_ERROR -> 2 * (z[j] - t[j]) / m;
            case HUBER -> Math.max(-1, Math.min(1, z[j] - t[j])) / m;
            case POISSON -> (Math.exp(Math.min(z[j], Loss.LARGEST_LOG)) - t[j]) / m;
            case QUANTILES -> quantileGradient(loss.levels(), z, t[0], j) / m;
          };
    }
    return dz;
  }

  /** The quantiles that do not cross. */
  static double[] answers(double[] z) {
    double[] y = z.clone();
    for (int j = 1; j < z.length; j++) {
      y[j] = y[j - 1] + Math.max(z[j], 0) + Math.log1p(Math.exp(-Math.abs(z[j])));
    }
    return y;
  }

  private static double poisson(double z, double t) {
    double largest = Loss.LARGEST_LOG;
    double mean = z <= largest ? Math.exp(z) : Math.exp(largest) * (1 + z - largest);
    return mean - t * z + (t == 0 ? 0 : t * Math.log(t) - t);
  }

  private static double pinball(double level, double error) {
    return Math.max(level * error, (level - 1) * error);
  }

  private static double quantileGradient(float[] levels, double[] z, double t, int j) {
    double[] y = answers(z);
    double sum = 0;
    for (int i = j; i < z.length; i++) {
      sum += t < y[i] ? 1.0 - levels[i] : -levels[i];
    }
    return j == 0 ? sum : sigmoid(z[j]) * sum;
  }

  static double[] softmax(double[] z) {
    double largest = largest(z);
    double sum = 0;
    for (double each : z) {
      sum += Math.exp(each - largest);
    }
    double[] p = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      p[j] = Math.exp(z[j] - largest) / sum;
    }
    return p;
  }

  static double largest(double[] z) {
    double largest = z[0];
    for (double each : z) {
      largest = Math.max(largest, each);
    }
    return largest;
  }

  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  static double geluInnerGradient(double z) {
    return GELU_SCALE * (1 + 3 * GELU_CUBIC * z * z);
  }

  private static double geluInner(double z) {
    return GELU_SCALE * (z + GELU_CUBIC * z * z * z);
  }

  private static double huber(double e) {
    return Math.abs(e) <= 1 ? 0.5 * e * e : Math.abs(e) - 0.5;
  }
}
