package org.summand.nn;

import java.util.List;
import java.util.stream.Collectors;
import org.summand.compute.CounterRandom;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * A learned vector in place of each category (Guo and Berkhahn, arXiv 1604.06737). The last columns
 * of x, one a table, hold numbers of categories; it can only be the first layer, because numbers
 * have no derivative.
 *
 * <p>Forward: {@code y = (the columns before them, e₁[x₁], e₂[x₂], …)}. Backward: {@code de[x] +=
 * dy}, row after row.
 *
 * <p>Its weights are the tables one behind the other, each categories × width, row-major.
 *
 * @param inputs the columns of x, the categories among them
 * @param tables one for each of the last columns, 1 or more
 */
public record Embedding(int inputs, List<EmbeddingTable> tables) implements Layer {
  public Embedding {
    tables = List.copyOf(tables);
    if (tables.isEmpty() || tables.size() > inputs) {
      throw new IllegalArgumentException(
          "an embedding has 1 to as many tables as inputs, not "
              + tables.size()
              + " for "
              + inputs);
    }
    if (tables.stream().mapToLong(EmbeddingTable::size).sum() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the tables of an embedding must fit one array");
    }
  }

  @Override
  public Layer withInputs(int width) {
    return new Embedding(width, tables);
  }

  @Override
  public int outputs() {
    return inputs - tables.size() + tables.stream().mapToInt(EmbeddingTable::width).sum();
  }

  @Override
  public int weightCount() {
    return tables.stream().mapToInt(EmbeddingTable::size).sum();
  }

  /**
   * Uniform in {@code ±1/√width}, so that a vector's length does not depend on its width (Gorishniy
   * et al., NeurIPS 2021, in whose code it is the start of embeddings).
   */
  @Override
  public void initialise(float[] weights, int offset, long seed) {
    int at = 0;
    for (EmbeddingTable table : tables) {
      double limit = 1 / Math.sqrt(table.width());
      for (int end = at + table.size(); at < end; at++) {
        weights[offset + at] = (float) (limit * (2 * CounterRandom.uniform(seed, at) - 1));
      }
    }
  }

  /** Normal, as inputs scaled to a deviation of about 1 are. */
  @Override
  public void initialiseTangent(float[] weights, int offset, long seed, boolean isLast) {
    for (int i = 0; i < weightCount(); i++) {
      weights[offset + i] = (float) CounterRandom.normal(seed, i);
    }
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.embed(tables, at.x(), w(Region.WEIGHTS, at), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    on.embeddingGradient(tables, at.x(), at.dy(), w(Region.GRADIENT, at));
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    throw new IllegalStateException("categories have no gradient");
  }

  /** The window of all tables, or of their gradient. */
  private Matrix w(Region region, LayerBuffers at) {
    return new Matrix(region, at.weights(), 1, weightCount());
  }

  @Override
  public String text() {
    return HiddenStages.EMBED
        + tables.stream()
            .map(table -> " " + table.categories() + HiddenStages.TIMES + table.width())
            .collect(Collectors.joining());
  }
}
