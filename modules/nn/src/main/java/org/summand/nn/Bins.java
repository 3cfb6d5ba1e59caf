package org.summand.nn;

import java.util.List;
import org.summand.compute.CounterRandom;
import org.summand.compute.Curves;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * The piecewise-linear embedding of numbers: encoding, a linear layer a column and ReLU (Gorishniy,
 * Rubachev and Babenko, “On Embeddings for Numerical Features in Tabular Deep Learning”, NeurIPS
 * 2022). Each of the first columns says how many bins lie below a number, and becomes a vector that
 * bends at every edge.
 *
 * <p>Forward: {@code z = Σ (clamp(x − t, 0, 1) − ½)·V[t] + b} over the bins {@code t = 0, 1, …} of
 * a column, {@code y = max(0, z)}, column by column, then the other columns as they are; the ½ only
 * centres the encoding. Backward: {@code dz = dy} where {@code y > 0}, {@code dV[t] = Σ (clamp(x −
 * t, 0, 1) − ½)·dz}, {@code db = Σ dz}; dx of the other columns is their dy, that of the first is
 * 0, because nothing that learns makes them.
 *
 * <p>Its weights are V, all bins × width, row-major, then b, columns × width. With a width of 0 it
 * has none and leaves the columns out.
 *
 * @param inputs the columns of x
 * @param curves of one or more of the first columns
 */
public record Bins(int inputs, Curves curves) implements Layer {
  /** The deviation of the first weights, as it was measured for decision 0007. */
  private static final double DEVIATION = 0.5;

  public Bins {
    int columns = curves.columns();
    if (columns == 0 || columns > inputs) {
      throw new IllegalArgumentException(
          "bins are for 1 to as many columns as inputs, not " + columns + " for " + inputs);
    }
    long outputs = (long) inputs - columns + (long) columns * curves.width();
    if (outputs > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the columns become more than an array holds");
    }
    if (outputs == 0) {
      throw new IllegalArgumentException("bins by 0 leave no column of " + inputs);
    }
  }

  @Override
  public Layer withInputs(int width) {
    return new Bins(width, curves);
  }

  @Override
  public int outputs() {
    return inputs - curves.columns() + curves.outputs();
  }

  @Override
  public int weightCount() {
    return curves.size();
  }

  /** Normal, V and b: curves that differ in slope and in where they reach 0. */
  @Override
  public void initialise(float[] weights, int offset, long seed) {
    for (int i = 0; i < weightCount(); i++) {
      weights[offset + i] = (float) (DEVIATION * CounterRandom.normal(seed, i));
    }
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.bend(curves, at.x(), w(Region.WEIGHTS, at), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    on.bendGradient(curves, at.x(), at.y(), at.dy(), w(Region.GRADIENT, at));
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    on.bendInputGradient(curves, at.dy(), at.dx());
  }

  /** The window of V and b, or of their gradient. */
  private Matrix w(Region region, LayerBuffers at) {
    return new Matrix(region, at.weights(), weightCount(), 1);
  }

  /** Equal neighbours are written once, as in {@code bins 3x48 12 by 8}. */
  @Override
  public String text() {
    List<Integer> counts = curves.counts();
    StringBuilder text = new StringBuilder(HiddenStages.BINS);
    for (int from = 0, to; from < counts.size(); from = to) {
      for (to = from + 1; to < counts.size() && counts.get(to).equals(counts.get(from)); to++) {}
      text.append(' ')
          .append(to - from > 1 ? to - from + HiddenStages.TIMES : "")
          .append(counts.get(from));
    }
    return text + " " + HiddenStages.BY + " " + curves.width();
  }
}
