package org.summand.nn;

import org.summand.compute.CounterRandom;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * A learned factor for each column; with several members, a vector of them for each, so that the
 * layers behind it, which they share, see each row once a member: the cheap ensemble TabM-mini
 * (Gorishniy, Kotelnikov and Babenko, ICLR 2025, section 3). Its members end in a head of their own
 * each.
 *
 * <p>Forward: {@code y[m] = x ⊙ s[m]} for each member. Backward: {@code ds[m] = Σ x ⊙ dy[m]},
 * {@code dx = Σ dy[m] ⊙ s[m]}.
 *
 * <p>Its weights are {@code s}, members × inputs, row-major.
 *
 * @param inputs the columns of x and y
 * @param members how often y has the rows of x, 1 or more
 */
public record Scale(int inputs, int members) implements Layer {
  /** More of them no longer differ. */
  static final int MOST_MEMBERS = 1024;

  /** The deviation of a member's factors from 1. */
  private static final double SPREAD = 0.3;

  public Scale {
    if (members < 1 || members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "an ensemble has 1 to " + MOST_MEMBERS + " members, not " + members);
    }
    if ((long) inputs * members > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          members + " factors for each of " + inputs + " inputs are more than one array holds");
    }
  }

  @Override
  public Layer withInputs(int width) {
    return new Scale(width, members);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public int weightCount() {
    return members * inputs;
  }

  /** 1 for a lone member; normal around 1 for several, which differ by nothing else at first. */
  @Override
  public void initialise(float[] weights, int offset, long seed) {
    for (int i = 0; i < weightCount(); i++) {
      weights[offset + i] = members == 1 ? 1 : (float) (1 + SPREAD * CounterRandom.normal(seed, i));
    }
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.scale(at.x(), s(Region.WEIGHTS, at), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    on.scaleGradient(at.x(), at.dy(), s(Region.GRADIENT, at));
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    on.scaleInputGradient(at.dy(), s(Region.WEIGHTS, at), at.dx());
  }

  private Matrix s(Region region, LayerBuffers at) {
    return new Matrix(region, at.weights(), members, inputs);
  }

  @Override
  public String text() {
    return members == 1 ? HiddenStages.SCALE : HiddenStages.ENSEMBLE + " " + members;
  }
}
