package org.summand.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.summand.data.Scaling;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;

/**
 * What is known of a model beside its weights: {@code model.json} holds it.
 *
 * @param network what was trained
 * @param features the names of the columns it learned from, in order; one name stands for a whole
 *     vector column
 * @param labels the names of the columns it learned
 * @param classes the names of the classes in the order of the outputs; empty where they have none
 * @param scaling how features are scaled before they enter the network
 * @param targetScaling how the numbers it learned were scaled; its answers are scaled back
 * @param step the steps it was trained for
 * @param seed what its random choices depended on
 * @param configuration the effective configuration of the run, for people and for another run; no
 *     secrets
 */
public record ModelMetadata(
    Network network,
    List<String> features,
    List<String> labels,
    List<String> classes,
    Scaling scaling,
    TargetScaling targetScaling,
    long step,
    long seed,
    Map<String, String> configuration)
    implements Serializable {
  public ModelMetadata {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    classes = List.copyOf(classes);
    configuration = Map.copyOf(configuration);
    if (step < 0) {
      throw new IllegalArgumentException("a model was trained for 0 steps or more, not " + step);
    }
    if (!classes.isEmpty() && classes.size() != network.classes()) {
      throw new IllegalArgumentException(
          "the model names "
              + classes.size()
              + " classes, the network tells "
              + network.classes()
              + " apart");
    }
    if (features.size() > network.inputs() || labels.size() > network.outputs()) {
      throw new IllegalArgumentException(
          "a model has at most as many feature columns as inputs, and label columns as outputs");
    }
    if (scaling.columns() != network.inputs()) {
      throw new IllegalArgumentException(
          "the scaling has "
              + scaling.columns()
              + " columns, the network "
              + network.inputs()
              + " inputs");
    }
    if (targetScaling.columns() != network.numbers()) {
      throw new IllegalArgumentException(
          "the scaling of targets is for "
              + targetScaling.columns()
              + " numbers, the network learns "
              + network.numbers());
    }
  }

  /** Of a model whose targets are not scaled. */
  public ModelMetadata(
      Network network,
      List<String> features,
      List<String> labels,
      List<String> classes,
      Scaling scaling,
      long step,
      long seed,
      Map<String, String> configuration) {
    this(
        network,
        features,
        labels,
        classes,
        scaling,
        TargetScaling.none(network.numbers()),
        step,
        seed,
        configuration);
  }

  /** What the network's outputs mean. */
  public Predictions predictions() {
    return new Predictions(network, targetScaling);
  }

  /** The same for another step and configuration. */
  public ModelMetadata with(long otherStep, Map<String, String> otherConfiguration) {
    return new ModelMetadata(
        network,
        features,
        labels,
        classes,
        scaling,
        targetScaling,
        otherStep,
        seed,
        otherConfiguration);
  }
}
