package org.summand.spark.shard;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.data.BadDataException;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.table.Columns;
import org.summand.spark.table.VectorWidth;
import org.summand.table.TableEncoder;

/**
 * What a template becomes for a table: a network that is known before a row is read, where the
 * template says its inputs or they are categories that it embeds itself; else one whose inputs are
 * what the table's columns turn out to give.
 */
public final class TableNetwork {
  private final Head head;
  private final Columns columns;
  private final NetworkTemplate template;
  private final Optional<Network> known;

  private TableNetwork(
      Head head, Columns columns, NetworkTemplate template, Optional<Network> known) {
    this.head = head;
    this.columns = columns;
    this.template = template;
    this.known = known;
  }

  /** A network that is trained on. */
  public static TableNetwork of(Network network, Columns columns) {
    return new TableNetwork(network.head(), columns, null, Optional.of(network));
  }

  /**
   * The network for a table's columns.
   *
   * @param head what it predicts
   * @throws IllegalArgumentException where the template cannot predict that
   * @throws BadDataException where vectors differ in width
   */
  public static TableNetwork of(
      NetworkTemplate template, Dataset<Row> table, Columns columns, Head head) {
    if (template.hasBins()) {
      throw new IllegalArgumentException(
          "the network '"
              + template
              + "' has bins, which are made of a table's columns; leave them and its first number"
              + " out, and say how many bins a number has");
    }
    Optional<Network> known = Optional.empty();
    if (template.inputs().isPresent() || template.embeds()) {
      int inputs = template.inputs().orElseGet(() -> VectorWidth.ofAll(table, columns.features()));
      known = Optional.of(template.complete(inputs, List.of(), head));
    }
    return new TableNetwork(head, columns, template, known);
  }

  /** What it predicts. */
  public Head head() {
    return head;
  }

  /** The network, where it is known before the rows are. */
  public Optional<Network> known() {
    return known;
  }

  /** Begins a packer of rows for it; the number of shards must be set. */
  public ShardPacker.Builder packer() {
    return known
        .map(network -> ShardPacker.builder(network, columns))
        .orElseGet(() -> ShardPacker.builder(head, columns));
  }

  /**
   * The network for rows that were packed for it.
   *
   * @throws IllegalArgumentException where the template cannot take their inputs
   */
  public Network network(ShardedData data) {
    TableEncoder encoder = data.encoder();
    return known.orElseGet(
        () -> template.complete(encoder.inputs(), encoder.curves(), encoder.tables(), head));
  }
}
