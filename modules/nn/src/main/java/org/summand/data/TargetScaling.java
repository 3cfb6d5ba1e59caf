package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import org.summand.base.EnumText;
import org.summand.compute.Loss;

/**
 * How the numbers a regression learns are brought to the size a network learns: {@code t′ = (t −
 * mean)/deviation}, number by number, learned on the training part and kept with the model, which
 * answers {@code mean + deviation·y}: in the label's own unit. Of counts the mean is 0 and the
 * deviation what they are on average, as 0 must stay 0. Has no columns where classes are learned.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class TargetScaling implements Serializable {
  private static final long serialVersionUID = 1;

  /** Whether there is one. */
  public enum Method {
    /**
     * Over the training part each number of a regression gets mean 0 and standard deviation 1, or,
     * if it is a count, mean 1.
     */
    AUTO,
    /** Targets stay as they are. */
    NONE;

    /** What holds where nothing is said. */
    public static final Method DEFAULT = AUTO;

    /** What configurations call it. */
    public String text() {
      return EnumText.of(this);
    }

    /** The method of a text. */
    public static Method of(String text) {
      return EnumText.parse(Method.class, "scaling of targets", text);
    }
  }

  private final double[] mean;
  private final double[] deviation;

  /**
   * One mean and one deviation an output, in the label's unit.
   *
   * @throws IllegalArgumentException where one is not a finite number, or a deviation not more than
   *     0
   */
  public TargetScaling(double[] mean, double[] deviation) {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          "targets of " + mean.length + " means and " + deviation.length + " deviations");
    }
    for (int c = 0; c < mean.length; c++) {
      if (!Double.isFinite(mean[c]) || !Double.isFinite(deviation[c]) || deviation[c] <= 0) {
        throw new IllegalArgumentException(
            "a target's mean is a finite number and its deviation one of more than 0, not "
                + mean[c]
                + " and "
                + deviation[c]);
      }
    }
    this.mean = mean.clone();
    this.deviation = deviation.clone();
  }

  /** Leaves targets as they are. */
  public static TargetScaling none(int columns) {
    double[] deviation = new double[columns];
    Arrays.fill(deviation, 1);
    return new TargetScaling(new double[columns], deviation);
  }

  /** How many numbers it is for. */
  public int columns() {
    return mean.length;
  }

  /** What is subtracted from each number, in the label's unit. */
  public double[] mean() {
    return mean.clone();
  }

  /** What each number is then divided by, in the label's unit. */
  public double[] deviation() {
    return deviation.clone();
  }

  /** What it is called. */
  public Method method() {
    return isIdentity() ? Method.NONE : Method.AUTO;
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    for (int c = 0; c < mean.length; c++) {
      if (mean[c] != 0 || deviation[c] != 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a loss of scaled targets is multiplied by to be one of the labels: the deviation, to the
   * power that is the loss's {@linkplain Loss#degree degree}. 1 where there are several numbers:
   * their units may differ, and then only the scaled ones can be added up.
   */
  public double lossUnit(Loss loss) {
    return mean.length == 1 ? Math.pow(deviation[0], loss.degree()) : 1;
  }

  /**
   * Scales targets in place.
   *
   * @param targets rows × (columns + 1): what follows a row's targets, its weight, stays
   */
  void apply(float[] targets, int rows) {
    int columns = mean.length;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int at = r * (columns + 1) + c;
        targets[at] = toFloat((targets[at] - mean[c]) / deviation[c]);
      }
    }
  }

  /**
   * Turns answers into numbers of the label's own unit, in place.
   *
   * @param z rows × columns, or × the quantiles of one
   */
  public void toLabels(float[] z) {
    if (isIdentity()) {
      return;
    }
    for (int i = 0; i < z.length; i++) {
      int c = i % mean.length;
      z[i] = toFloat(mean[c] + deviation[c] * z[i]);
    }
  }

  /** The nearest float that is finite: an infinite target of weight 0 would end in no number. */
  private static float toFloat(double value) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }

  /** For people, and to tell one from another. */
  @Override
  public String toString() {
    return isIdentity()
        ? Method.NONE.text()
        : "mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation);
  }
}
