package org.summand.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.TargetScaling;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.predict.PredictionWriter;

/**
 * A classifier that is a neural network, trained by mini-batches on the executors.
 *
 * <pre>{@code
 * MlpClassifierModel model = new MlpClassifier()
 *     .setNetwork("784 -> 256 relu -> dropout 0.2 -> 10 softmax")
 *     .setEpochs(20)
 *     .fit(table);
 * }</pre>
 *
 * <p>Labels are class numbers from 0, as a {@code StringIndexer} makes them; its names of the
 * classes are kept. A network that ends in {@code softmax} has an output for each class; one that
 * ends in {@code 1 sigmoid} tells two classes apart.
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
    return Loss.SOFTMAX_CROSS_ENTROPY;
  }

  @Override
  void requireFit(Network network) {
    NetworkOf.requireClassifier(network);
  }

  @Override
  void requireLabel(StructField label, Network network) {
    if (!(label.dataType() instanceof NumericType)) {
      throw new IllegalArgumentException(
          "column '"
              + label.name()
              + "' holds classes, which are numbers from 0, but it is of type "
              + label.dataType().simpleString()
              + "; a StringIndexer numbers them");
    }
  }

  @Override
  List<String> classNames(StructType schema, Network network) {
    Attribute attribute = Attribute.fromStructField(schema.apply(getLabelCol()));
    if (!(attribute instanceof NominalAttribute nominal) || nominal.values().isEmpty()) {
      return List.of();
    }
    List<String> names = Arrays.asList(nominal.values().get());
    if (names.size() != network.classes()) {
      throw new IllegalArgumentException(
          "column '"
              + getLabelCol()
              + "' has "
              + names.size()
              + " classes by its metadata, but the network '"
              + network
              + "' tells "
              + network.classes()
              + " apart; change its last width");
    }
    return names;
  }

  @Override
  ClassWeights classWeightsValue() {
    return ClassWeights.parse(getClassWeights());
  }

  @Override
  TargetScaling.Method targetScalingValue() {
    return TargetScaling.Method.NONE;
  }

  @Override
  PredictionWriter predictions(Network network, List<String> classes) {
    return new ClassPredictionWriter(network, classes, this);
  }

  @Override
  MlpClassifierModel model(NetworkModel network) {
    return new MlpClassifierModel(uid(), network);
  }
}
