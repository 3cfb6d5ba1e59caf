package org.summand.train.metric;

import java.io.Serializable;

/**
 * How rows of yes and rows of no lie along their score, in bins of a fixed place each, and from
 * that the area under the receiver operating characteristic: the probability that a row of yes
 * scores higher than one of no, where an equal score counts a half (Hanley and McNeil, Radiology
 * 143, 1982; Fawcett, Pattern Recognition Letters 27, 2006).
 *
 * <p>Rows of one bin count as equal, so with {@code p_b} and {@code n_b} the weights of yes and no
 * in bin b, {@code P} and {@code N} their sums,
 *
 * <pre>area = Σ_b p_b·(Σ_{a&lt;b} n_a + ½·n_b) / (P·N)</pre>
 *
 * <p>which differs from the area of the scores themselves by at most {@link #error}, {@code ½·Σ_b
 * p_b·n_b/(P·N)}. Scores that are equal are in one bin and cause no error, though they count in
 * that bound. A score is log-odds, from −∞ to ∞; bins are equal in {@code s/(4 + |s|)}, and so
 * {@code 8·(1 + |s|/4)²/bins} wide: the finest where most rows are, and nothing is cut off.
 */
final class RankHistogram implements Serializable {
  private static final long serialVersionUID = 1;

  /** The log-odds within which half of the bins lie, to either side. */
  private static final double MIDDLE = 4;

  private final double[] yes;
  private final double[] no;

  RankHistogram(int bins) {
    yes = new double[bins];
    no = new double[bins];
  }

  /** Adds a row of a finite score. */
  void add(double score, boolean isYes, double weight) {
    double place = (1 + score / (MIDDLE + Math.abs(score))) / 2;
    int bin = Math.min(yes.length - 1, (int) (place * yes.length));
    (isYes ? yes : no)[bin] += weight;
  }

  void add(RankHistogram other) {
    for (int b = 0; b < yes.length; b++) {
      yes[b] += other.yes[b];
      no[b] += other.no[b];
    }
  }

  /** The area, 0 to 1; NaN where there are no rows of yes or none of no. */
  double area() {
    double below = 0;
    double above = 0;
    double area = 0;
    for (int b = 0; b < yes.length; b++) {
      area += yes[b] * (below + no[b] / 2);
      above += yes[b];
      below += no[b];
    }
    return area / (above * below);
  }

  /** By how much the area may be wrong. */
  double error() {
    double pairs = 0;
    double allYes = 0;
    double allNo = 0;
    for (int b = 0; b < yes.length; b++) {
      pairs += yes[b] * no[b];
      allYes += yes[b];
      allNo += no[b];
    }
    return pairs / (2 * allYes * allNo);
  }
}
