package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.data.ClassWeights;
import org.summand.data.ScalingMethod;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.shard.TableNetwork;
import org.summand.spark.table.Columns;

/** What is trained on a table, by the estimator's parameters, the table, and an initial model. */
final class FitPlan {
  private static final Logger LOG = LoggerFactory.getLogger(MlpEstimator.class);

  private final MlpEstimator<?, ?> estimator;
  private final Dataset<Row> table;
  private final Optional<InitialModel> initial;
  private final LabelPlan label;
  private final Columns columns;

  private final TableNetwork network;

  FitPlan(MlpEstimator<?, ?> estimator, Dataset<Row> table, Optional<InitialModel> initial) {
    this.estimator = estimator;
    this.table = table;
    this.initial = initial;
    NetworkTemplate template = estimator.template();
    if (initial.isPresent()) {
      estimator.requireFit(initial.get().head(), initial.get().network());
      if (estimator.isDefined(estimator.network()) || estimator.isDefined(estimator.layers())) {
        initial.get().requireNetwork(template);
      }
    }
    List<String> inputs = InputColumns.of(estimator);
    columns =
        columns(
            estimator, initial.map(model -> model.columns(inputs, table.schema())).orElse(inputs));
    label = estimator.label(table, initial);
    network =
        initial
            .map(model -> TableNetwork.of(model.network(), columns))
            .orElseGet(() -> TableNetwork.of(template, table, columns, label.head()));
  }

  /** The columns of an estimator's table that it uses. */
  static Columns columns(MlpEstimator<?, ?> estimator, List<String> inputs) {
    return new Columns(
        inputs,
        LabelColumns.of(estimator),
        estimator.named(estimator.weightCol()),
        estimator.named(estimator.validationIndicatorCol()));
  }

  /** What is learned. */
  Head head() {
    return network.head();
  }

  /** The network for rows that are packed. */
  Network network(ShardedData data) {
    return network.network(data);
  }

  /** The classes by name, in the order of the outputs; empty where they have none. */
  List<String> classes(ShardedData data) {
    return label.names().isEmpty() ? data.classNames() : label.names();
  }

  /** The first weights, where they are not random. */
  Optional<float[]> weights() {
    return initial.map(InitialModel::weights);
  }

  /** Packs the table's rows, and tells the log what is odd about them. */
  ShardedData pack(int shards) {
    ShardedData data = packed(shards);
    data.warnings().forEach(warning -> LOG.warn("{}.", warning.sentence(this::remedy)));
    return data;
  }

  private String remedy(List<String> leaking) {
    return "; where that is not known when an answer is wanted, leave it out"
        + (estimator.isDefined(estimator.inputCols()) ? " of inputCols" : "");
  }

  private ShardedData packed(int shards) {
    return label.pack(
        table,
        classes -> {
          ShardPacker.Builder packer = packer(shards).classNames(classes);
          initial.ifPresent(
              model -> {
                packer.targetScaling(model.targetScaling());
                packer.encoder(model.encoder(InputColumns.of(estimator), table.schema()));
              });
          MllibRowErrorFormat words =
              new MllibRowErrorFormat(estimator, label.head(), classes.isEmpty(), mayBeMissing());
          return packer.build().pack(table, words);
        });
  }

  private boolean mayBeMissing() {
    ScalingMethod scaling = ScalingMethod.parse(estimator.getScaling());
    return initial
        .map(InitialModel::takesMissing)
        .orElseGet(() -> scaling.orElse(ScalingMethod.ROBUST).isLearned());
  }

  private ShardPacker.Builder packer(int shards) {
    return configured(network.packer(), estimator, table.schema())
        .classWeights(estimator.classWeightsValue())
        .blockRows(
            estimator.getBlockRows() > 0
                ? OptionalInt.of(estimator.getBlockRows())
                : OptionalInt.empty())
        .shards(shards);
  }

  private static ShardPacker.Builder configured(
      ShardPacker.Builder packer, MlpEstimator<?, ?> estimator, StructType schema) {
    return packer
        .cells(InputColumns.cells(estimator))
        .categories(InputColumns.categories(estimator, schema))
        .scaling(ScalingMethod.parse(estimator.getScaling()))
        .bins(estimator.binsValue())
        .targetScaling(estimator.targetScalingValue())
        .seed(estimator.getSeed());
  }

  /**
   * Checks that a table has what an estimator learns from, without reading a row.
   *
   * @param head what the network predicts, where that is known
   * @param least what it predicts at least
   */
  static void requireFit(
      MlpEstimator<?, ?> estimator, StructType schema, Optional<Head> head, Head least) {
    NetworkTemplate template = estimator.template();
    Columns columns = columns(estimator, InputColumns.of(estimator));
    columns.requireIn(schema);
    Head assumed = head.orElse(least);
    ShardPacker.Builder packer =
        template.inputs().isPresent()
            ? ShardPacker.builder(
                template.complete(template.inputs().getAsInt(), List.of(), assumed), columns)
            : ShardPacker.builder(assumed, columns);
    configured(packer, estimator, schema)
        .classWeights(head.isPresent() ? estimator.classWeightsValue() : ClassWeights.NONE)
        .shards(1)
        .build()
        .requireFit(schema);
    if (template.inputs().isPresent() && columns.features().size() == 1) {
      Schemas.requireWidth(
          schema, columns.features().get(0), template.inputs().getAsInt(), template);
    }
  }
}
