package org.summand.train.gradient;

import java.io.Serializable;
import java.util.Arrays;
import org.summand.base.FloatBytes;
import org.summand.base.ParallelLoops;

/**
 * The gradient of a mini-batch, or a partial gradient, that of one shard's rows of it: {@code Σ
 * weight·∂ℓ/∂w} over some rows, with the loss and the row weight that belong to it. Sums travel;
 * the mean is taken once, at the end.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class Gradient implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] sums;
  private boolean isTaken;
  private double loss;
  private double weight;
  private long rows;
  private long computeNanos;
  private long loadNanos;

  /**
   * @param sums the gradient of {@code loss}, as long as the weights; owned by this object from now
   * @param loss the sum of weight·ℓ over the rows
   * @param weight the sum of the rows' weights
   * @param rows the number of rows
   */
  public Gradient(float[] sums, double loss, double weight, long rows) {
    this.sums = sums;
    this.loss = loss;
    this.weight = weight;
    this.rows = rows;
  }

  /** Adds another partial gradient to this one, element by element, and returns this one. */
  public Gradient add(Gradient other) {
    requireSums();
    float[] others = other.sums();
    ParallelLoops.forEach(
        sums.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sums[i] += others[i];
          }
        });
    loss += other.loss;
    weight += other.weight;
    rows += other.rows;
    computeNanos = Math.max(computeNanos, other.computeNanos);
    loadNanos = Math.max(loadNanos, other.loadNanos);
    return this;
  }

  /** This gradient, with the time that computing it took. */
  public Gradient took(long nanos) {
    computeNanos = nanos;
    return this;
  }

  /** This gradient, with the time that its rows took to come, packed or read. */
  public Gradient loaded(long nanos) {
    loadNanos = nanos;
    return this;
  }

  /**
   * The gradient of the mean loss, by row weight; zeros where no row has weight. It takes the place
   * of the sums, so it can be taken once; loss, weight and rows remain.
   *
   * @return the caller's from now on
   * @throws IllegalStateException where it was taken before
   */
  public float[] takeMean() {
    requireSums();
    isTaken = true;
    divide();
    return sums;
  }

  private void divide() {
    if (weight <= 0) {
      Arrays.fill(sums, 0);
      return;
    }
    // Of floats, so that the loop is vectorised: conversions to double and back take 80 times as
    // long.
    float divisor = (float) weight;
    ParallelLoops.forEach(
        sums.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sums[i] /= divisor;
          }
        });
  }

  /** The mean loss, by row weight; 0 where no row has weight. */
  public double meanLoss() {
    return weight > 0 ? loss / weight : 0;
  }

  /**
   * The sums themselves; not to be written.
   *
   * @throws IllegalStateException after {@link #takeMean}
   */
  public float[] sums() {
    requireSums();
    return sums;
  }

  private void requireSums() {
    if (isTaken) {
      throw new IllegalStateException("the sums of this gradient are gone: its mean was taken");
    }
  }

  /** The sum of weight·ℓ. */
  public double loss() {
    return loss;
  }

  /** The sum of the rows' weights. */
  public double weight() {
    return weight;
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /**
   * How long the slowest of the partial gradients took to compute; 0 where nobody looked at the
   * clock.
   */
  public long computeNanos() {
    return computeNanos;
  }

  /** How long the slowest of the partial gradients waited for its rows, packed or read. */
  public long loadNanos() {
    return loadNanos;
  }

  /** Java serialization carries the sums as raw bytes. */
  private Object writeReplace() {
    return new Packed(FloatBytes.of(sums()), loss, weight, rows, computeNanos, loadNanos);
  }

  /** A gradient on its way. */
  private static final class Packed implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] sums;
    private final double loss;
    private final double weight;
    private final long rows;
    private final long computeNanos;
    private final long loadNanos;

    Packed(byte[] sums, double loss, double weight, long rows, long computeNanos, long loadNanos) {
      this.sums = sums;
      this.loss = loss;
      this.weight = weight;
      this.rows = rows;
      this.computeNanos = computeNanos;
      this.loadNanos = loadNanos;
    }

    private Object readResolve() {
      return new Gradient(FloatBytes.floats(sums), loss, weight, rows)
          .took(computeNanos)
          .loaded(loadNanos);
    }
  }
}
