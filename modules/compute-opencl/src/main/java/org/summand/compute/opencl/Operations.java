package org.summand.compute.opencl;

import com.aparapi.device.OpenCLDevice;
import org.summand.compute.Loss;

/**
 * What the device runs, except for the products that {@code StepKernel} adds. Aparapi translates
 * the bytecode of {@code run()} and of all it calls, so this is Java as far as C goes: arrays of
 * floats and ints, no objects, no calls outside.
 *
 * <p>Every launch is of groups of 16×16 items.
 */
abstract class Operations extends KernelFields {
  private static final float GELU_SCALE = 0.7978845608028654f; // √(2/π)
  private static final float GELU_CUBIC = 0.044715f;

  Operations(OpenCLDevice device, int tileFloats) {
    super(device, tileFloats);
  }

  void other() {
    int item = getGroupId(0) * GROUP + getLocalId(1) * GROUP_SIDE + getLocalId(0);
    int items = getNumGroups(0) * GROUP;
    if (op == COLUMN_SUMS) {
      columnSums();
    } else {
      if (op == LOSS) {
        losses(item, items);
      } else {
        if (op == EMBEDDING_GRADIENT) {
          embeddingGradient(item, items);
        } else {
          if (op == BEND_GRADIENT) {
            bendGradient(item, items);
          } else {
            elements(item, items);
          }
        }
      }
    }
  }

  void elements(int item, int items) {
    for (int i = item; i < m * n; i += items) {
      if (op == ACTIVATION_GRADIENT) {
        scratch[zAt + i] *= activationGradient(scratch[aAt + i]);
      } else {
        if (op == DROPOUT) {
          scratch[zAt + i] = dropout(i, at(aIn, aAt + i));
        } else {
          if (op == GATHER) {
            int r = i / n;
            scratch[zAt + i] = at(aIn, aAt + rows[r] * n + (i - r * n));
          } else {
            if (op == FILL) {
              scratch[zAt + i] = number;
            } else {
              if (op == EMBED) {
                scratch[zAt + i] = embedded(i / n, i % n);
              } else {
                if (op == COPY) {
                  result[i] = at(aIn, aAt + i);
                } else {
                  if (op == BEND) {
                    scratch[zAt + i] = bent(i / n, i % n);
                  } else {
                    if (op == BEND_INPUT_GRADIENT) {
                      scratch[zAt + i] = beside(i / n, i % n);
                    } else {
                      scaling(i, i / n, i % n);
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    if (op == COPY && item == 0) {
      result[m * n] = scratch[canaryAt];
    }
  }

  /** Column c of row r: x is operand a, the tables are operand b. */
  float embedded(int r, int c) {
    int column = COLUMN * c;
    float v = at(aIn, aAt + r * aRow + columns[column]);
    if (columns[column + 1] >= 0) {
      int category = category(v, columns[column + 3]);
      v = at(bIn, bAt + columns[column + 1] + category * columns[column + 2]);
    }
    return v;
  }

  /**
   * Column c of row r: x is operand a, V is operand b, whose pieces are as far apart as a curve has
   * columns, and the biases are behind it.
   */
  float bent(int r, int c) {
    int other = c - inner * bRow;
    float y = 0f;
    if (other >= 0) {
      y = at(aIn, aAt + r * aRow + inner + other);
    } else {
      int column = c / bRow;
      float x = at(aIn, aAt + r * aRow + column);
      int first = columns[column];
      int count = columns[column + 1] - first;
      int v = bAt + first * bRow + (c - column * bRow);
      float z = at(bIn, bAt + columns[inner] * bRow + c);
      for (int t = 0; t < count; t++) {
        z += share(x, t) * at(bIn, v + t * bRow);
      }
      y = max(0f, z);
    }
    return y;
  }

  /** How much a piece counts at x. */
  float share(float x, int t) {
    return min(1f, max(0f, x - t)) - 0.5f;
  }

  /** Column c of row r of dx: dy is operand a. */
  float beside(int r, int c) {
    float dx = 0f;
    if (c >= inner) {
      dx = at(aIn, aAt + r * aRow + c + aRow - n);
    }
    return dx;
  }

  /**
   * Adds to V and the biases at z, which are n wide: x of m rows is operand a, dy is operand b. An
   * item has a weight of its own and goes down the rows.
   */
  void bendGradient(int item, int items) {
    int pieces = columns[inner];
    for (int i = item; i < (pieces + inner) * n; i += items) {
      int piece = i / n;
      int column = piece - pieces;
      int t = -1;
      if (column < 0) {
        column = 0;
        while (columns[column + 1] <= piece) {
          column++;
        }
        t = piece - columns[column];
      }
      int c = column * n + i % n;
      float sum = scratch[zAt + i];
      for (int r = 0; r < m; r++) {
        if (scratch[yAt + r * bRow + c] > 0f) {
          float factor = 1f;
          if (t >= 0) {
            factor = share(at(aIn, aAt + r * aRow + column), t);
          }
          sum += factor * at(bIn, bAt + r * bRow + c);
        }
      }
      scratch[zAt + i] = sum;
    }
  }

  /** Scalings: element i, in row r and column c, of the result. */
  void scaling(int i, int r, int c) {
    if (op == SCALE) {
      int copy = r / inner;
      scratch[zAt + i] = at(aIn, aAt + (r - copy * inner) * n + c) * at(bIn, bAt + copy * n + c);
    }
    if (op == SCALE_GRADIENT) {
      float sum = scratch[zAt + i];
      for (int k = 0; k < inner; k++) {
        sum += at(aIn, aAt + k * n + c) * at(bIn, bAt + (r * inner + k) * n + c);
      }
      scratch[zAt + i] = sum;
    }
    if (op == SCALE_INPUT_GRADIENT) {
      float sum = 0f;
      for (int k = 0; k < inner; k++) {
        sum += at(aIn, aAt + (k * m + r) * n + c) * at(bIn, bAt + k * n + c);
      }
      scratch[zAt + i] = sum;
    }
  }

  /**
   * Adds to the tables at z: dy is operand a, m × n, x is operand b. An item has a column of its
   * own and goes down its rows, so that no two add to one float and the order is that of the rows.
   */
  void embeddingGradient(int item, int items) {
    for (int c = item; c < n; c += items) {
      int column = COLUMN * c;
      if (columns[column + 1] >= 0) {
        for (int r = 0; r < m; r++) {
          float cell = at(bIn, bAt + r * bRow + columns[column]);
          int to = columns[column + 1] + category(cell, columns[column + 3]) * columns[column + 2];
          scratch[zAt + to] += at(aIn, aAt + r * n + c);
        }
      }
    }
  }

  /** What lies outside the table would be somebody else's memory. */
  int category(float cell, int categories) {
    int category = (int) cell;
    if (category < 0) {
      category = 0;
    }
    if (category >= categories) {
      category = categories - 1;
    }
    return category;
  }

  float at(int where, int index) {
    float v = 0f;
    if (where == IN_SCRATCH) {
      v = scratch[index];
    } else {
      if (where == IN_WEIGHTS) {
        v = weights[index];
      } else {
        if (where == IN_INPUT) {
          v = input[index];
        } else {
          v = target[index];
        }
      }
    }
    return v;
  }

  /** A sum of a product, at its place in the result. */
  void finish(int r, int c, float sum) {
    if (r < m && c < n) {
      int i = r * n + c;
      if (mode == AFFINE) {
        float z = sum + at(biasIn, biasAt + c);
        scratch[zAt + i] = z;
        scratch[yAt + i] = activation(z);
      } else {
        if (mode == ADD) {
          scratch[zAt + i] += sum;
        } else {
          scratch[zAt + i] = sum;
        }
      }
    }
  }

  /** y of z, by {@link #f}. */
  float activation(float z) {
    float y = z;
    if (f == RELU) {
      y = max(z, 0f);
    }
    if (f == LEAKY_RELU) {
      y = max(z, 0.01f * z);
    }
    if (f == TANH) {
      y = tanh(z);
    }
    if (f == SIGMOID) {
      y = 1f / (1f + exp(-z));
    }
    if (f == GELU) {
      y = 0.5f * z * (1f + tanh(GELU_SCALE * (z + GELU_CUBIC * z * z * z)));
    }
    if (f == SILU) {
      y = z / (1f + exp(-z));
    }
    return y;
  }

  /** The derivative of the activation, from y, or from z for GELU and SILU. */
  float activationGradient(float kept) {
    float gradient = 1f;
    if (f == RELU) {
      gradient = kept > 0f ? 1f : 0f;
    }
    if (f == LEAKY_RELU) {
      gradient = kept > 0f ? 1f : 0.01f;
    }
    if (f == TANH) {
      gradient = 1f - kept * kept;
    }
    if (f == SIGMOID) {
      gradient = kept * (1f - kept);
    }
    if (f == GELU) {
      float t = tanh(GELU_SCALE * (kept + GELU_CUBIC * kept * kept * kept));
      float innerGradient = GELU_SCALE * (1f + 3f * GELU_CUBIC * kept * kept);
      gradient = 0.5f * (1f + t) + 0.5f * kept * (1f - t * t) * innerGradient;
    }
    if (f == SILU) {
      float sigmoid = 1f / (1f + exp(-kept));
      gradient = sigmoid * (1f + kept * (1f - sigmoid));
    }
    return gradient;
  }

  /**
   * {@code CounterRandom.uniform(key, i) < rate ? 0 : x / (1 − rate)}; the rate is {@link #number}.
   */
  float dropout(int i, float x) {
    int bits = mix(mix(i * 0x9E3779B9 + keyLow) ^ keyHigh);
    float uniform = (bits >>> 8) * 5.9604645e-8f;
    return uniform < number ? 0f : x * (1f / (1f - number));
  }

  int mix(int v) {
    int a = (v ^ (v >>> 16)) * 0x7FEB352D;
    int b = (a ^ (a >>> 15)) * 0x846CA68B;
    return b ^ (b >>> 16);
  }

  /** Adds the column sums of operand a, m × n, to z: each group takes 16 columns. */
  void columnSums() {
    int tx = getLocalId(0);
    int ty = getLocalId(1);
    int c = getGroupId(0) * GROUP_SIDE + tx;
    float sum = 0f;
    if (c < n) {
      for (int r = ty; r < m; r += GROUP_SIDE) {
        sum += at(aIn, aAt + r * n + c);
      }
    }
    tileA[ty * GROUP_SIDE + tx] = sum;
    localBarrier();
    if (ty == 0 && c < n) {
      float total = 0f;
      for (int r = 0; r < GROUP_SIDE; r++) {
        total += tileA[r * GROUP_SIDE + tx];
      }
      scratch[zAt + c] += total;
    }
  }

  /**
   * The losses of every {@code items}-th row, their weighted sum into the item's place of {@link
   * #losses}. z is operand a, targets and weight are operand b, dz is the result. The loss is by
   * {@link #mode}, its smoothing {@link #number}.
   */
  void losses(int item, int items) {
    float sum = 0f;
    for (int r = item; r < m; r += items) {
      int t = bAt + (r % inner) * bRow;
      float weight = at(bIn, t + bRow - 1) / (m / inner);
      float row = 0f;
      if (mode == SOFTMAX_CROSS_ENTROPY) {
        row = softmax(aAt + r * n, (int) at(bIn, t), weight, zAt + r * n);
      } else {
        if (mode == QUANTILES) {
          row = quantiles(aAt + r * n, at(bIn, t), weight, zAt + r * n);
        } else {
          for (int c = 0; c < n; c++) {
            row += single(at(aIn, aAt + r * n + c), at(bIn, t + c), weight, zAt + r * n + c);
          }
          row = row / n;
        }
      }
      sum += weight * row;
    }
    losses[item] = sum;
    if (item == 0) {
      losses[items] = scratch[canaryAt];
    }
  }

  float softmax(int at, int label, float weight, int dzAt) {
    float largest = at(aIn, at);
    for (int c = 1; c < n; c++) {
      largest = max(largest, at(aIn, at + c));
    }
    float total = 0f;
    for (int c = 0; c < n; c++) {
      float e = exp(at(aIn, at + c) - largest);
      scratch[dzAt + c] = e;
      total += e;
    }
    float scale = weight / total;
    float other = weight * number / n;
    for (int c = 0; c < n; c++) {
      scratch[dzAt + c] = scratch[dzAt + c] * scale - other;
    }
    scratch[dzAt + label] -= weight * (1f - number);
    return log(total) + largest - at(aIn, at + label);
  }

  float quantiles(int at, float t, float weight, int dzAt) {
    float row = 0f;
    float y = 0f;
    for (int c = 0; c < n; c++) {
      float z = at(aIn, at + c);
      y += c > 0 ? max(z, 0f) + log(1f + exp(-abs(z))) : z;
      float g = (t < y ? 1f : 0f) - levels[c];
      row += g * (y - t);
      scratch[dzAt + c] = g;
    }
    float above = 0f;
    for (int i = 1; i <= n; i++) {
      int c = n - i;
      above += scratch[dzAt + c];
      float slope = c > 0 ? 1f / (1f + exp(-at(aIn, at + c))) : 1f;
      scratch[dzAt + c] = weight * slope * above / n;
    }
    return row / n;
  }

  /** One output of the losses that are a mean over outputs. */
  float single(float z, float t, float weight, int dzAt) {
    float error = z - t;
    float size = abs(error);
    float row = error * error;
    float dz = 2f * error;
    if (mode == BINARY_CROSS_ENTROPY) {
      float small = exp(-abs(z));
      row = max(z, 0f) - z * t + log(1f + small);
      float sigmoid = z >= 0f ? 1f / (1f + small) : small / (1f + small);
      dz = sigmoid - (t + number * (0.5f - t));
    }
    if (mode == HUBER) {
      row = size <= 1f ? 0.5f * error * error : size - 0.5f;
      dz = max(-1f, min(1f, error));
    }
    if (mode == POISSON) {
      float bounded = min(z, Loss.LARGEST_LOG);
      float mean = exp(bounded);
      row = mean * (1f + z - bounded) - t * z + (t > 0f ? t * log(t) - t : 0f);
      dz = mean - t;
    }
    scratch[dzAt] = weight * dz / n;
    return row;
  }
}
