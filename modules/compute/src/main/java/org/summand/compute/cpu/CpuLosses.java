package org.summand.compute.cpu;

import org.summand.compute.Loss;
import org.summand.compute.Matrix;

/** The losses of {@link Loss} on the CPU, row by row; sums in double. */
final class CpuLosses {
  private CpuLosses() {}

  static double sum(
      Loss loss, float[] zs, Matrix z, float[] targets, Matrix target, float[] dzs, Matrix dz) {
    double sum = 0;
    float[] levels = loss.levels();
    int copies = target.rows() == 0 ? 1 : z.rows() / target.rows();
    for (int r = 0; r < z.rows(); r++) {
      int zAt = z.offset() + r * z.cols();
      int tAt = target.offset() + r % target.rows() * target.cols();
      int dzAt = dz.offset() + r * z.cols();
      float weight = targets[tAt + target.cols() - 1] / copies;
      double row =
          switch (loss.kind()) {
            case SOFTMAX_CROSS_ENTROPY ->
                softmax(loss, zs, zAt, (int) targets[tAt], weight, dzs, dzAt, z.cols());
            case BINARY_CROSS_ENTROPY ->
                binary(loss, zs, zAt, targets, tAt, weight, dzs, dzAt, z.cols());
            case SQUARED_ERROR -> squared(zs, zAt, targets, tAt, weight, dzs, dzAt, z.cols());
            case HUBER -> huber(zs, zAt, targets, tAt, weight, dzs, dzAt, z.cols());
            case POISSON -> poisson(zs, zAt, targets, tAt, weight, dzs, dzAt, z.cols());
            case QUANTILES -> quantiles(levels, zs, zAt, targets[tAt], weight, dzs, dzAt);
          };
      sum += weight * row;
    }
    return sum;
  }

  private static double softmax(
      Loss loss, float[] zs, int zAt, int label, float weight, float[] dzs, int dzAt, int outputs) {
    float largest = zs[zAt];
    for (int c = 1; c < outputs; c++) {
      largest = Math.max(largest, zs[zAt + c]);
    }
    double total = 0;
    for (int c = 0; c < outputs; c++) {
      double e = Math.exp(zs[zAt + c] - largest);
      dzs[dzAt + c] = (float) e;
      total += e;
    }
    float scale = (float) (weight / total);
    float other = weight * loss.smoothing() / outputs;
    for (int c = 0; c < outputs; c++) {
      dzs[dzAt + c] = dzs[dzAt + c] * scale - other;
    }
    dzs[dzAt + label] -= weight * (1 - loss.smoothing());
    return Math.log(total) + largest - zs[zAt + label];
  }

  private static double binary(
      Loss loss,
      float[] zs,
      int zAt,
      float[] targets,
      int tAt,
      float weight,
      float[] dzs,
      int dzAt,
      int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      double z = zs[zAt + c];
      double t = targets[tAt + c];
      double small = Math.exp(-Math.abs(z));
      sum += Math.max(z, 0) - z * t + Math.log1p(small);
      double sigmoid = z >= 0 ? 1 / (1 + small) : small / (1 + small);
      double learned = t + loss.smoothing() * (0.5 - t);
      dzs[dzAt + c] = (float) (weight * (sigmoid - learned) / n);
    }
    return sum / n;
  }

  private static double squared(
      float[] zs, int zAt, float[] targets, int tAt, float weight, float[] dzs, int dzAt, int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      double error = (double) zs[zAt + c] - targets[tAt + c];
      sum += error * error;
      dzs[dzAt + c] = (float) (2 * weight * error / n);
    }
    return sum / n;
  }

  private static double huber(
      float[] zs, int zAt, float[] targets, int tAt, float weight, float[] dzs, int dzAt, int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      double error = (double) zs[zAt + c] - targets[tAt + c];
      double size = Math.abs(error);
      sum += size <= 1 ? 0.5 * error * error : size - 0.5;
      dzs[dzAt + c] = (float) (weight * Math.max(-1, Math.min(1, error)) / n);
    }
    return sum / n;
  }

  private static double poisson(
      float[] zs, int zAt, float[] targets, int tAt, float weight, float[] dzs, int dzAt, int n) {
    double sum = 0;
    for (int c = 0; c < n; c++) {
      double z = zs[zAt + c];
      double t = targets[tAt + c];
      double bounded = Math.min(z, Loss.LARGEST_LOG);
      double mean = Math.exp(bounded);
      sum += mean * (1 + z - bounded) - t * z + (t > 0 ? t * Math.log(t) - t : 0);
      dzs[dzAt + c] = (float) (weight * (mean - t) / n);
    }
    return sum / n;
  }

  private static double quantiles(
      float[] levels, float[] zs, int zAt, double t, float weight, float[] dzs, int dzAt) {
    double sum = 0;
    double y = zs[zAt];
    for (int c = 0; c < levels.length; c++) {
      y += c > 0 ? softplus(zs[zAt + c]) : 0;
      double below = t < y ? 1 : 0;
      sum += (below - levels[c]) * (y - t);
      dzs[dzAt + c] = (float) below - levels[c];
    }
    double above = 0;
    for (int c = levels.length - 1; c >= 0; c--) {
      above += dzs[dzAt + c];
      double slope = c > 0 ? 1 / (1 + Math.exp(-zs[zAt + c])) : 1;
      dzs[dzAt + c] = (float) (weight * slope * above / levels.length);
    }
    return sum / levels.length;
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
}
