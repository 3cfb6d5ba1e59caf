package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import org.summand.compute.CounterRandom;

/**
 * A part of the data set, or a block of its rows, packed: row-major arrays of floats, and nothing
 * per row for the garbage collector to follow. Never changed once built.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class Shard implements Serializable {
  private static final long serialVersionUID = 1;

  private final int index;
  private final int rows;
  private final float[] features;
  private final float[] targets;

  /**
   * @param index its place among the shards of the data set, from 0
   * @param rows its number of rows, 0 or more
   * @param features rows × inputs
   * @param targets rows × (targets + 1): each row's targets, then its weight
   */
  public Shard(int index, int rows, float[] features, float[] targets) {
    if (rows > 0 && (features.length % rows != 0 || targets.length % rows != 0)) {
      throw new IllegalArgumentException(
          features.length
              + " features and "
              + targets.length
              + " targets do not make "
              + rows
              + " equal rows");
    }
    this.index = index;
    this.rows = rows;
    this.features = features;
    this.targets = targets;
  }

  /** Its place among the shards of the data set, from 0. */
  public int index() {
    return index;
  }

  /** Its number of rows. */
  public int rows() {
    return rows;
  }

  /** Rows × inputs; not to be written. */
  public float[] features() {
    return features;
  }

  /** Rows × (targets + 1), each row ending in its weight; not to be written. */
  public float[] targets() {
    return targets;
  }

  /** The features of a row; 0 where there are no rows. */
  public int featureCols() {
    return features.length / Math.max(1, rows);
  }

  /** The targets of a row and its weight; 0 where there are no rows. */
  public int targetCols() {
    return targets.length / Math.max(1, rows);
  }

  /** The weight of a row. */
  public float weight(int row) {
    return targets[(row + 1) * targetCols() - 1];
  }

  /** Some neighbouring rows, as a block of this shard. */
  public Shard block(int from, int to) {
    if (from == 0 && to == rows) {
      return this;
    }
    int inputs = featureCols();
    int cols = targetCols();
    return new Shard(
        index,
        to - from,
        Arrays.copyOfRange(features, from * inputs, to * inputs),
        Arrays.copyOfRange(targets, from * cols, to * cols));
  }

  /**
   * The same rows with other features.
   *
   * @param others rows × inputs; taken as they are
   */
  public Shard withFeatures(float[] others) {
    return new Shard(index, rows, others, targets);
  }

  /** The same rows with scaled targets; this shard where nothing is to be scaled. */
  public Shard targetsScaled(TargetScaling scaling) {
    if (scaling.isIdentity()) {
      return this;
    }
    if ((scaling.columns() + 1) * (long) rows != targets.length) {
      throw new IllegalArgumentException(
          "a scaling of " + scaling.columns() + " targets and rows of " + (targetCols() - 1));
    }
    float[] scaled = targets.clone();
    scaling.apply(scaled, rows);
    return new Shard(index, rows, features, scaled);
  }

  /**
   * The same rows, the weight of each multiplied by that of its class; for targets that are one
   * class number.
   */
  public Shard weighted(float[] classWeights) {
    float[] weighted = targets.clone();
    for (int r = 0; r < rows; r++) {
      weighted[2 * r + 1] *= classWeights[Math.round(weighted[2 * r])];
    }
    return new Shard(index, rows, features, weighted);
  }

  /** 64 bits that stand for the content: other rows, or the same in another order, have others. */
  public long fingerprint() {
    return CounterRandom.key(
        FloatHash.of(features.length, features), FloatHash.of(targets.length, targets));
  }
}
