package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.LabelTask;
import org.summand.data.TargetScaling;
import org.summand.model.NetworkModel;
import org.summand.nn.Head;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.table.FeatureReader;
import org.summand.spark.table.LabelSurvey;
import org.summand.train.Calibration;

/**
 * A regression that is a neural network, trained by mini-batches on the executors.
 *
 * <pre>{@code
 * MlpRegressorModel model = new MlpRegressor()
 *     .setNetwork("8 -> 64 relu -> 1 linear")
 *     .fit(table);
 * }</pre>
 *
 * <p>The label is a number, or a vector for a network of several outputs; the prediction is the
 * same. What is learned are deviations from the label's mean, but predictions and losses are in the
 * label's own unit; see {@code targetScaling}. A network that ends in {@code huber} cares less
 * about outliers than one in {@code linear}.
 *
 * <p>With {@code task} {@code quantiles 0.1 0.5 0.9}, or such an end of the network, the prediction
 * is a vector of quantiles that never cross; with {@code counts}, or {@code 1 poisson}, the mean of
 * a label of 0 or more.
 */
public final class MlpRegressor extends MlpRegressorSetters {
  private static final long serialVersionUID = 1;

  public MlpRegressor() {
    this(Identifiable.randomUID("mlpr"));
  }

  public MlpRegressor(String uid) {
    super(uid);
  }

  /** Reads a saved estimator; Spark ML looks this method up. */
  public static MLReader<MlpRegressor> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved estimator. */
  public static MlpRegressor load(String path) {
    return read().load(path);
  }

  @Override
  MlpRegressor self() {
    return this;
  }

  @Override
  Loss lossOfLayers() {
    return labelTask().numbers();
  }

  @Override
  void requireFit(Head head, Object network) {
    NetworkOf.requireRegressor(head, network);
    labelTask().requireFit(task().name(), head.loss(), network);
  }

  @Override
  void requireLabels(List<StructField> labels, NetworkTemplate network) {
    LabelSurvey.requireFit(labels, numbers());
    int outputs = network.head().map(Head::numbers).orElse(labels.size());
    if (outputs != labels.size() && !(labels.size() == 1 && Schemas.isVector(labels.get(0)))) {
      throw new IllegalArgumentException(
          (labels.size() == 1
                  ? "column '" + labels.get(0).name() + "' holds one number a row"
                  : "labelCols names " + labels.size() + " columns")
              + ", but the network '"
              + network
              + "' learns "
              + outputs
              + "; name a column of vectors, or as many in labelCols, or change the network's last width");
    }
  }

  @Override
  Head leastHead() {
    return Head.ofNumbers(labelTask().numbers(), LabelColumns.of(this).size());
  }

  /** What a label is learned as, whatever it looks like. */
  private LabelTask numbers() {
    return labelTask().kind() == LabelTask.Kind.AUTO ? LabelTask.NUMBERS : labelTask();
  }

  private LabelTask labelTask() {
    return LabelTask.parse(getTask());
  }

  @Override
  LabelPlan label(Dataset<Row> table, Optional<InitialModel> initial) {
    return LabelPlan.ofNumbers(
        LabelColumns.of(this), template(), table, numbers(), InputColumns.cells(this), initial);
  }

  @Override
  ClassWeights classWeightsValue() {
    return ClassWeights.NONE;
  }

  @Override
  float labelSmoothing(float base) {
    return base;
  }

  @Override
  TargetScaling.Method targetScalingValue() {
    return TargetScaling.Method.of(getTargetScaling());
  }

  @Override
  Calibration calibrationValue() {
    return Calibration.NONE;
  }

  @Override
  List<StructField> predictions(List<StructField> labels, Optional<Head> head) {
    boolean isOneNumber =
        head.map(known -> known.outputs() == 1)
            .orElse(
                leastHead().outputs() == 1 && !FeatureReader.isVector(labels.get(0).dataType()));
    return NumberPredictionWriter.fields(getPredictionCol(), isOneNumber);
  }

  @Override
  MlpRegressorModel model(NetworkModel network) {
    return new MlpRegressorModel(uid(), network);
  }
}
