package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.Identifiable;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Dense;
import org.summand.nn.Layer;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

/**
 * MLlib's perceptron models as ours and back. MLlib keeps each layer's w column by column as
 * outputs × inputs, which are the same numbers in the same order as our row by row inputs ×
 * outputs, and b behind it, as ours is; its numbers are doubles, ours floats.
 */
public final class MllibPerceptron {
  private MllibPerceptron() {}

  /** The same network, as a model of ours with the same columns and thresholds. */
  public static MlpClassifierModel toSummand(MultilayerPerceptronClassificationModel perceptron) {
    Network network = NetworkOf.ofWidths(perceptron.getLayers(), Loss.SOFTMAX_CROSS_ENTROPY);
    double[] values = perceptron.weights().toArray();
    float[] weights = new float[values.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) values[i];
    }
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            TableEncoder.ofVector(perceptron.getFeaturesCol(), network.inputs()),
            List.of(perceptron.getLabelCol()),
            List.of(),
            0,
            perceptron.getSeed(),
            Map.of("converted from", perceptron.getClass().getName()));
    MlpClassifierModel model =
        new MlpClassifierModel(Identifiable.randomUID("mlpc"), new NetworkModel(metadata, weights))
            .setFeaturesCol(perceptron.getFeaturesCol())
            .setPredictionCol(perceptron.getPredictionCol())
            .setProbabilityCol(perceptron.getProbabilityCol())
            .setRawPredictionCol(perceptron.getRawPredictionCol());
    return perceptron.isDefined(perceptron.thresholds())
        ? model.setThresholds(perceptron.getThresholds())
        : model;
  }

  /**
   * The same network, as MLlib's model with the same columns and thresholds.
   *
   * @throws IllegalArgumentException for a network that MLlib has not: its hidden layers are
   *     sigmoid, its end is softmax, and features are not scaled
   */
  public static MultilayerPerceptronClassificationModel toMllib(MlpClassifierModel model) {
    NetworkModel trained = model.networkModel();
    int[] layers = layers(trained);
    double[] weights = new double[trained.weights().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = trained.weights()[i];
    }
    MultilayerPerceptronClassificationModel perceptron =
        new MultilayerPerceptronClassificationModel(
            Identifiable.randomUID("mlpc"), Vectors.dense(weights));
    perceptron.set(perceptron.layers(), layers);
    perceptron.setFeaturesCol(model.getFeaturesCol());
    perceptron.setPredictionCol(model.getPredictionCol());
    perceptron.setProbabilityCol(model.getProbabilityCol());
    perceptron.setRawPredictionCol(model.getRawPredictionCol());
    if (model.isDefined(model.thresholds())) {
      perceptron.setThresholds(model.getThresholds());
    }
    return perceptron;
  }

  private static int[] layers(NetworkModel trained) {
    Network network = trained.network();
    List<Integer> widths = new ArrayList<>(List.of(network.inputs()));
    boolean isMllibs =
        network.loss().kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY
            && trained.metadata().encoder().isIdentity()
            && network.categories().isEmpty();
    for (Layer layer : network.layers()) {
      boolean isLast = widths.size() == denseLayers(network);
      if (layer instanceof Dense dense) {
        isMllibs &= isLast || dense.activation() == Activation.SIGMOID;
        widths.add(dense.outputs());
      } else {
        isMllibs &= !layer.worksInInference();
      }
    }
    if (!isMllibs) {
      throw new IllegalArgumentException(
          "MLlib's perceptron has sigmoid hidden layers, softmax at the end and no scaling, not '"
              + network
              + "'");
    }
    return widths.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long denseLayers(Network network) {
    return network.layers().stream().filter(Dense.class::isInstance).count();
  }
}
