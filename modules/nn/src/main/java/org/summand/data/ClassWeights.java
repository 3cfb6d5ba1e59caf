package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a row of each class weighs besides its own weight, for classes that are rare or matter more:
 * {@code none}, {@code balanced}, or one number a class.
 *
 * @param kind how the weights are found
 * @param given the weights of the classes where they are given; else empty
 */
public record ClassWeights(Kind kind, float[] given) implements Serializable {
  /** How the weights are found. */
  public enum Kind {
    /** Every class weighs 1. */
    NONE,
    /** {@code rows/(classes · rows of the class)}: every class weighs the same in all. */
    BALANCED,
    /** One number a class. */
    GIVEN
  }

  /** Every class weighs 1. */
  public static final ClassWeights NONE = new ClassWeights(Kind.NONE, new float[0]);

  /** Every class weighs the same in all. */
  public static final ClassWeights BALANCED = new ClassWeights(Kind.BALANCED, new float[0]);

  /** One number a class, each at least 0 and not all of them 0. */
  public static ClassWeights of(float... weights) {
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, weight);
      if (!(weight >= 0 && Float.isFinite(weight))) {
        throw new IllegalArgumentException(
            "a class weight is a number of at least 0, not " + weight);
      }
    }
    if (largest == 0) {
      throw new IllegalArgumentException(
          "of the class weights at least one is more than 0, not "
              + Arrays.toString(weights)
              + ": rows that weigh nothing teach nothing");
    }
    return new ClassWeights(Kind.GIVEN, weights.clone());
  }

  /** The class weights of a text: {@code none}, {@code balanced}, or numbers with commas. */
  public static ClassWeights parse(String text) {
    switch (text.strip()) {
      case "none":
        return NONE;
      case "balanced":
        return BALANCED;
      default:
    }
    String[] words = text.strip().split("\\s*,\\s*");
    float[] weights = new float[words.length];
    for (int c = 0; c < words.length; c++) {
      try {
        weights[c] = Float.parseFloat(words[c]);
      } catch (NumberFormatException notNumber) {
        throw new IllegalArgumentException(
            "class weights are none, balanced, or a number a class, as in '1, 2.5', not '"
                + text
                + "'",
            notNumber);
      }
    }
    return of(weights);
  }

  /** Whether rows keep their own weights. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }

  /**
   * The weight of each class.
   *
   * @param classRows the rows of each class
   */
  public float[] weights(long[] classRows) {
    float[] weights = new float[classRows.length];
    switch (kind) {
      case NONE -> Arrays.fill(weights, 1);
      case BALANCED -> {
        double rows = Arrays.stream(classRows).sum();
        for (int c = 0; c < weights.length; c++) {
          // A class without rows weighs nothing, whatever its weight.
          weights[c] = (float) (rows / (classRows.length * (double) Math.max(1, classRows[c])));
        }
      }
      case GIVEN -> {
        if (given.length != classRows.length) {
          throw new IllegalArgumentException(
              "there are " + given.length + " class weights for " + classRows.length + " classes");
        }
        System.arraycopy(given, 0, weights, 0, weights.length);
      }
    }
    return weights;
  }
}
