package org.summand.nn;

import java.util.List;
import org.summand.compute.Workspace;

/**
 * The piecewise-linear encoding of numbers (Gorishniy, Rubachev and Babenko, NeurIPS 2022): a
 * column that says how many bins lie below its number becomes a column a bin, so that the layer
 * behind it can bend at every edge.
 *
 * <p>Forward: {@code y = clamp(x − t, 0, 1)} for the bins {@code t = 0, 1, …} of each of the first
 * columns, then the other columns as they are. It has nothing to learn and stands right behind the
 * input, so nothing passes back.
 *
 * @param inputs the columns of x
 * @param counts how many bins each of the first columns has, each 1 or more
 */
public record Bins(int inputs, List<Integer> counts) implements Layer {
  public Bins {
    counts = List.copyOf(counts);
    if (counts.isEmpty() || counts.size() > inputs) {
      throw new IllegalArgumentException(
          "bins are for 1 to as many columns as inputs, not " + counts.size() + " for " + inputs);
    }
    if (counts.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("a column has at least one bin");
    }
    if (inputs + counts.stream().mapToLong(count -> count).sum() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the bins are more columns than an array holds");
    }
  }

  @Override
  public Layer withInputs(int width) {
    return new Bins(width, counts);
  }

  @Override
  public int outputs() {
    return inputs - counts.size() + counts.stream().mapToInt(count -> count).sum();
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.spread(counts.stream().mapToInt(count -> count).toArray(), at.x(), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    // Nothing of its own to learn.
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    throw new IllegalStateException("nothing learns in front of bins");
  }

  /** Equal neighbours are written once, as in {@code bins 3x48 12}. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder(HiddenStages.BINS);
    for (int from = 0, to; from < counts.size(); from = to) {
      for (to = from + 1; to < counts.size() && counts.get(to).equals(counts.get(from)); to++) {}
      text.append(' ')
          .append(to - from > 1 ? to - from + HiddenStages.TIMES : "")
          .append(counts.get(from));
    }
    return text.toString();
  }
}
