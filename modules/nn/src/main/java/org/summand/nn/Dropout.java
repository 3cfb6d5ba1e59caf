package org.summand.nn;

import org.summand.compute.Workspace;

/**
 * Sets each element to 0 with probability {@code rate} while training and scales the others by
 * {@code 1/(1 − rate)}, so that nothing need change when predicting (“inverted” dropout; Srivastava
 * et al., JMLR 15, 2014).
 *
 * <p>Forward: {@code y = x ⊙ mask/(1 − rate)}. Backward: {@code dx = dy ⊙ mask/(1 − rate)} with the
 * same mask, drawn again from the same key instead of being kept.
 *
 * @param inputs the columns of x and y
 * @param rate the probability of 0, in (0, 1)
 */
public record Dropout(int inputs, float rate) implements Layer {
  public Dropout {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate lies between 0 and 1, not at " + rate);
    }
  }

  @Override
  public Layer withInputs(int width) {
    return new Dropout(width, rate);
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public boolean worksInInference() {
    return false;
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.dropout(at.key(), rate, at.x(), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    // Nothing of its own to learn.
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    on.dropout(at.key(), rate, at.dy(), at.dx());
  }

  @Override
  public String text() {
    return "dropout " + rate;
  }
}
