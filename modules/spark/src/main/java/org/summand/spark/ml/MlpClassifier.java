package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.TargetScaling;
import org.summand.model.NetworkModel;
import org.summand.nn.Head;
import org.summand.nn.NetworkTemplate;
import org.summand.train.Calibration;

/**
 * A classifier that is a neural network, trained by mini-batches on the executors.
 *
 * <pre>{@code
 * MlpClassifierModel model = new MlpClassifier()
 *     .setNetwork("784 -> 256 relu -> dropout 0.2 -> 10 softmax")
 *     .setEpochs(20)
 *     .fit(vectors);
 *
 * MlpClassifierModel other = new MlpClassifier()
 *     .setInputCols(new String[] {"age", "city", "since"})
 *     .setLabelCol("kind")
 *     .fit(table);
 * }</pre>
 *
 * <p>It learns from a column of vectors, {@code featuresCol}, or from raw columns of any kinds,
 * {@code inputCols}. What {@code network} leaves out, the table decides.
 *
 * <p>Labels are words, booleans or numbers, as a rule class numbers from 0, as a {@code
 * StringIndexer} makes them; the names of the classes are kept. A network that ends in {@code
 * softmax} has an output for each class; one that ends in {@code 1 sigmoid} tells two classes
 * apart. With {@code labelCols} it learns several labels at once, each of which is yes or no, and
 * ends in {@code sigmoid}.
 */
public final class MlpClassifier extends MlpClassifierSetters {
  private static final long serialVersionUID = 1;

  public MlpClassifier() {
    this(Identifiable.randomUID("mlpc"));
  }

  public MlpClassifier(String uid) {
    super(uid);
  }

  /** Reads a saved estimator; Spark ML looks this method up. */
  public static MLReader<MlpClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved estimator. */
  public static MlpClassifier load(String path) {
    return read().load(path);
  }

  @Override
  MlpClassifier self() {
    return this;
  }

  @Override
  Loss lossOfLayers() {
    return leastHead().loss();
  }

  @Override
  void requireFit(Head head, Object network) {
    NetworkOf.requireClassifier(head, LabelColumns.of(this).size(), network);
  }

  @Override
  void requireLabels(List<StructField> labels, NetworkTemplate network) {
    labels.forEach(MlpClassifier::requireClasses);
    if (labels.size() > 1 && isDefined(thresholds())) {
      throw new IllegalArgumentException(
          "thresholds choose one of several classes, but labelCols names "
              + labels.size()
              + " labels, of which each is yes or no; clear one of the two");
    }
    network
        .head()
        .ifPresent(
            head ->
                LabelPlan.Indexed.of(labels)
                    .ifPresent(indexed -> indexed.requireFit(labels.get(0), head, network)));
  }

  private static void requireClasses(StructField label) {
    DataType type = label.dataType();
    boolean fits =
        type instanceof NumericType || type instanceof StringType || type instanceof BooleanType;
    if (!fits) {
      throw new IllegalArgumentException(
          "column '"
              + label.name()
              + "' holds classes, which are words, numbers, or true and false, but it is of type "
              + type.simpleString());
    }
  }

  @Override
  Head leastHead() {
    int labels = LabelColumns.of(this).size();
    return labels > 1
        ? new Head(Loss.BINARY_CROSS_ENTROPY, labels)
        : new Head(Loss.SOFTMAX_CROSS_ENTROPY, 2);
  }

  @Override
  LabelPlan label(Dataset<Row> table, Optional<InitialModel> initial) {
    return LabelPlan.ofClasses(
        LabelColumns.of(this), template(), table, InputColumns.cells(this), initial);
  }

  @Override
  ClassWeights classWeightsValue() {
    return ClassWeights.parse(getClassWeights());
  }

  @Override
  float labelSmoothing(float base) {
    return isSet(labelSmoothing()) ? (float) getLabelSmoothing() : base;
  }

  @Override
  TargetScaling.Method targetScalingValue() {
    return TargetScaling.Method.NONE;
  }

  @Override
  Calibration calibrationValue() {
    return Calibration.of(getCalibration());
  }

  @Override
  List<StructField> predictions(List<StructField> labels, Optional<Head> head) {
    List<String> names =
        LabelPlan.Indexed.of(labels).map(LabelPlan.Indexed::names).orElse(List.of());
    if (labels.size() > 1) {
      return YesNoPredictionWriter.fields(LabelColumns.of(this), names, this);
    }
    return ClassPredictionWriter.fields(head.map(Head::classes).orElse(0), names, this);
  }

  @Override
  MlpClassifierModel model(NetworkModel network) {
    return new MlpClassifierModel(uid(), network);
  }
}
