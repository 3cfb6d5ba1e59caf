package org.summand.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.summand.compute.EmbeddingTable;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.table.RawRowReader;
import org.summand.table.TableEncoder;

/**
 * What is known of a model beside its weights: {@code model.json} holds it.
 *
 * @param network what was trained
 * @param encoder the columns it learned from, and what becomes of them
 * @param labels the names of the columns it learned
 * @param classes the names of the classes in the order of the outputs, of several labels that are
 *     yes or no those of no and yes of each in turn; empty where they have none
 * @param targetScaling how the numbers it learned were scaled; its answers are scaled back
 * @param step the steps it was trained for
 * @param seed what its random choices depended on
 * @param configuration the effective configuration of the run, for people and for another run; no
 *     secrets
 */
public record ModelMetadata(
    Network network,
    TableEncoder encoder,
    List<String> labels,
    List<String> classes,
    TargetScaling targetScaling,
    long step,
    long seed,
    Map<String, String> configuration)
    implements Serializable {
  public ModelMetadata {
    labels = List.copyOf(labels);
    classes = List.copyOf(classes);
    configuration = Map.copyOf(configuration);
    if (step < 0) {
      throw new IllegalArgumentException("a model was trained for 0 steps or more, not " + step);
    }
    if (!classes.isEmpty() && classes.size() != network.head().names()) {
      throw new IllegalArgumentException(
          "the model names "
              + classes.size()
              + " classes, the network tells "
              + network.head().names()
              + " apart");
    }
    if (labels.size() > network.outputs()) {
      throw new IllegalArgumentException("a model has at most as many label columns as outputs");
    }
    if (encoder.inputs() != network.inputs()) {
      throw new IllegalArgumentException(
          "the columns make "
              + encoder.inputs()
              + " inputs, the network takes "
              + network.inputs());
    }
    requireTables(encoder.embedded(), network.categories());
    if (targetScaling.columns() != network.numbers()) {
      throw new IllegalArgumentException(
          "the scaling of targets is for "
              + targetScaling.columns()
              + " numbers, the network learns "
              + network.numbers());
    }
  }

  /** A category of so many words needs a table of as many rows. */
  private static void requireTables(List<Integer> sizes, List<EmbeddingTable> tables) {
    for (int i = 0; i < sizes.size(); i++) {
      int at = tables.size() - sizes.size() + i;
      if (at < 0 || tables.get(at).categories() != sizes.get(i)) {
        throw new IllegalArgumentException(
            "the columns have categories of " + sizes + " words, the network embeds " + tables);
      }
    }
  }

  /** The names of the columns it learned from, in order; one name stands for a whole vector. */
  public List<String> features() {
    return encoder.features();
  }

  /** Of a model whose targets are not scaled. */
  public ModelMetadata(
      Network network,
      TableEncoder encoder,
      List<String> labels,
      List<String> classes,
      long step,
      long seed,
      Map<String, String> configuration) {
    this(
        network,
        encoder,
        labels,
        classes,
        TargetScaling.none(network.numbers()),
        step,
        seed,
        configuration);
  }

  /** What the network's outputs mean. */
  public Predictions predictions() {
    return new Predictions(network, targetScaling);
  }

  /** Reads rows of a table for this model. */
  public RawRowReader rawRow() {
    List<EmbeddingTable> tables = network.categories();
    return new RawRowReader(
        encoder.columns(),
        encoder.features(),
        encoder.cells(),
        encoder.numbers().takesMissing(),
        tables.subList(0, tables.size() - encoder.embedded().size()));
  }

  /** The same for another step and configuration. */
  public ModelMetadata with(long otherStep, Map<String, String> otherConfiguration) {
    return new ModelMetadata(
        network, encoder, labels, classes, targetScaling, otherStep, seed, otherConfiguration);
  }

  /** The same for a network that takes no bins. */
  ModelMetadata withoutBins(Network other) {
    Map<String, String> own = new TreeMap<>(configuration);
    own.computeIfPresent("network", (key, before) -> other.toString());
    return new ModelMetadata(
        other, encoder.withoutBins(), labels, classes, targetScaling, step, seed, own);
  }
}
