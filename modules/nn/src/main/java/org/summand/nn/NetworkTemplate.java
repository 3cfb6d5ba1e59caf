package org.summand.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.summand.compute.Activation;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;

/**
 * A network's text that may leave out what a table can tell: its first number, the inputs, and its
 * last layer, the outputs. {@code 256 relu -> 128 relu}, {@code 16 -> 100 relu}, {@code 256 relu ->
 * 10 softmax} and a network in full are templates.
 *
 * <p>The first stage is the inputs exactly if it is a lone number; the last is the output exactly
 * if its second word is one of {@code softmax}, {@code sigmoid}, {@code linear}, {@code huber} and
 * {@code poisson}, or its first is {@code quantiles}.
 */
public final class NetworkTemplate {
  private final OptionalInt inputs;
  private final int bag;

  /** Made for another width where the inputs are not said; they keep what their text says. */
  private final List<Layer> hidden;

  private final Optional<Head> head;

  NetworkTemplate(OptionalInt inputs, int bag, List<Layer> hidden, Optional<Head> head) {
    this.inputs = inputs;
    this.bag = bag;
    this.hidden = List.copyOf(hidden);
    this.head = head;
  }

  /**
   * The template of a text.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what may stand there
   */
  public static NetworkTemplate parse(String text) {
    return NetworkText.parseTemplate(text);
  }

  /** The inputs, where they are said. */
  public OptionalInt inputs() {
    return inputs;
  }

  /** What it predicts, where there is an output. */
  public Optional<Head> head() {
    return head;
  }

  /** Whether it reads its last inputs as categories itself. */
  public boolean embeds() {
    return ownEmbedding().isPresent();
  }

  /** How many networks of these layers it is. */
  public int bag() {
    return bag;
  }

  /** The network, where nothing is left out. */
  public Optional<Network> network() {
    return inputs.isPresent()
        ? head.map(known -> complete(inputs.getAsInt(), List.of(), known))
        : Optional.empty();
  }

  /** The smallest network that it can become: whatever is left out is as little as it can be. */
  public Network smallest() {
    int categories = ownEmbedding().map(own -> own.tables().size()).orElse(0);
    return complete(
        inputs.orElse(Math.max(1, categories)),
        List.of(),
        head.orElse(new Head(Loss.BINARY_CROSS_ENTROPY, 1)));
  }

  /** The network for inputs that are numbers alone. */
  public Network complete(int columns, List<EmbeddingTable> tables, Head wanted) {
    return complete(columns, Curves.NONE, tables, wanted);
  }

  /**
   * The network for a table.
   *
   * @param columns the inputs, categories among them
   * @param curves of each of the first inputs that says how many bins lie below a number; where
   *     there are any, {@link Bins} of them stand before all other layers but the embedding
   * @param tables one for each of the last inputs that holds a category's number; where there are
   *     any, an {@link Embedding} of them stands right behind the inputs
   * @param wanted what the network predicts
   * @throws IllegalArgumentException where the template itself says something else of any of these,
   *     or the network would be too large
   */
  public Network complete(int columns, Curves curves, List<EmbeddingTable> tables, Head wanted) {
    requireInputs(columns);
    requireHead(wanted);
    requireEmbedding(tables);
    List<Layer> unfitted = new ArrayList<>(hidden);
    if (!tables.isEmpty() && ownEmbedding().isEmpty()) {
      unfitted.add(0, new Embedding(tables.size(), tables));
    }
    if (curves.columns() > 0 && !hasBins()) {
      boolean isEmbedded = !unfitted.isEmpty() && unfitted.get(0) instanceof Embedding;
      unfitted.add(isEmbedded ? 1 : 0, new Bins(columns, curves));
    }
    List<Layer> layers = new ArrayList<>();
    int reached = columns;
    int members = 1;
    for (Layer layer : unfitted) {
      Layer fitted = layer.withInputs(reached);
      layers.add(fitted);
      reached = fitted.outputs();
      members *= fitted.members();
    }
    layers.add(new Dense(reached, wanted.outputs(), Activation.IDENTITY, members));
    return new Network(columns, bag, layers, wanted.loss());
  }

  /** Whether it says itself what bins its first inputs tell of. */
  public boolean hasBins() {
    return hidden.stream().anyMatch(Bins.class::isInstance);
  }

  private Optional<Embedding> ownEmbedding() {
    return hidden.stream()
        .filter(Embedding.class::isInstance)
        .map(Embedding.class::cast)
        .findFirst();
  }

  private void requireInputs(int columns) {
    if (inputs.isPresent() && inputs.getAsInt() != columns) {
      throw new IllegalArgumentException(
          "the network '"
              + this
              + "' takes "
              + inputs.getAsInt()
              + " inputs but the table has "
              + columns
              + "; name the features or leave the network's first number out");
    }
  }

  private void requireHead(Head wanted) {
    if (head.isPresent() && !head.get().equals(wanted)) {
      throw new IllegalArgumentException(
          "the network '"
              + this
              + "' ends in '"
              + head.get()
              + "' but the label needs '"
              + wanted
              + "'; leave the network's last layer out or change it");
    }
  }

  private void requireEmbedding(List<EmbeddingTable> tables) {
    Embedding own = ownEmbedding().orElse(null);
    if (own != null && !tables.isEmpty() && !own.tables().equals(tables)) {
      throw new IllegalArgumentException(
          "the network '"
              + this
              + "' has '"
              + own.text()
              + "' but the table's columns of categories need 'embed "
              + tables.stream()
                  .map(table -> table.categories() + HiddenStages.TIMES + table.width())
                  .collect(Collectors.joining(" "))
              + "'; leave embed out");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkTemplate template && toString().equals(template.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The text that {@link #parse} reads, in its normal form. */
  @Override
  public String toString() {
    return NetworkText.print(inputs, bag, hidden, head);
  }
}
