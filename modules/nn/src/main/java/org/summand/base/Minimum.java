package org.summand.base;

import java.util.function.DoubleUnaryOperator;

/**
 * Searches the minimum of a function of one number that has but one, by its values alone: three
 * points of which the middle one is the lowest close in on it. The next point is the lowest one of
 * the parabola through the three, or, where that helped little, the one that cuts the larger part
 * by the golden section (Brent, Algorithms for Minimization without Derivatives, 1973, chapter 5).
 * Of a function that has several minima it finds one that is no higher than where it began.
 */
public final class Minimum {
  private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;

  private final DoubleUnaryOperator function;
  private double left;
  private double leftValue;
  private double middle;
  private double middleValue;
  private double right;
  private double rightValue;

  private Minimum(DoubleUnaryOperator function) {
    this.function = function;
  }

  /**
   * The place of the minimum.
   *
   * @param from where to begin
   * @param step how far away to look first
   * @param most how far away to look at most
   * @param tolerance how exactly to find its place
   * @return NaN where the function still falls that far away, or is not a number
   */
  public static double near(
      DoubleUnaryOperator function, double from, double step, double most, double tolerance) {
    Minimum search = new Minimum(function);
    return search.enclose(from, step, most) ? search.closeIn(tolerance) : Double.NaN;
  }

  /** Goes downhill in larger and larger steps until the function no longer falls. */
  private boolean enclose(double from, double step, double most) {
    double here = function.applyAsDouble(from);
    double there = function.applyAsDouble(from + step);
    boolean isUp = there < here;
    double before = isUp ? from : from + step;
    double beforeValue = isUp ? here : there;
    double at = isUp ? from + step : from;
    double atValue = isUp ? there : here;
    double direction = isUp ? 1 : -1;
    for (double next = step; Math.abs(at - from) < most; next *= 2) {
      double away = Math.min(most, direction * (at - from) + next);
      double to = from + direction * away;
      double value = function.applyAsDouble(to);
      if (value >= atValue) {
        set(before, beforeValue, at, atValue, to, value);
        return true;
      }
      before = at;
      beforeValue = atValue;
      at = to;
      atValue = value;
    }
    return false;
  }

  private void set(double a, double fa, double b, double fb, double c, double fc) {
    boolean isUp = a < c;
    left = isUp ? a : c;
    leftValue = isUp ? fa : fc;
    middle = b;
    middleValue = fb;
    right = isUp ? c : a;
    rightValue = isUp ? fc : fa;
  }

  private double closeIn(double tolerance) {
    double widthBefore = Double.POSITIVE_INFINITY;
    while (right - left > 2 * tolerance) {
      double width = right - left;
      double x = width < 0.7 * widthBefore ? parabola() : golden();
      // Never upon the middle: beside it, where more is open, so that the sides close in, too.
      if (Math.abs(x - middle) < tolerance / 2 || !(x > left && x < right)) {
        x = middle + (right - middle > middle - left ? tolerance / 2 : -tolerance / 2);
      }
      take(x, function.applyAsDouble(x));
      widthBefore = width;
    }
    return middle;
  }

  private double golden() {
    return right - middle > middle - left
        ? middle + GOLDEN * (right - middle)
        : middle - GOLDEN * (middle - left);
  }

  private double parabola() {
    double toLeft = (middle - left) * (middleValue - rightValue);
    double toRight = (middle - right) * (middleValue - leftValue);
    return middle
        - ((middle - left) * toLeft - (middle - right) * toRight) / (2 * (toLeft - toRight));
  }

  private void take(double x, double value) {
    if (value <= middleValue) {
      if (x > middle) {
        left = middle;
        leftValue = middleValue;
      } else {
        right = middle;
        rightValue = middleValue;
      }
      middle = x;
      middleValue = value;
    } else if (x > middle) {
      right = x;
      rightValue = value;
    } else {
      left = x;
      leftValue = value;
    }
  }
}
