package org.summand.spark.ml;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.data.TargetScaling;
import org.summand.model.ModelFormatException;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.io.HadoopFolder;

/**
 * The weights a run begins with: random ones, or those of a saved model.
 *
 * @param weights flat
 * @param targetScaling that of the saved model: its weights answer in no other; empty for random
 *     weights
 */
record InitialWeights(float[] weights, Optional<TargetScaling> targetScaling) {
  static InitialWeights of(MlpEstimator<?, ?> estimator, Network network, JavaSparkContext spark) {
    if (!estimator.isDefined(estimator.initialModelPath())) {
      return new InitialWeights(network.initialWeights(estimator.getSeed()), Optional.empty());
    }
    String path = estimator.getInitialModelPath();
    try {
      NetworkModel model = read(path, spark.hadoopConfiguration());
      if (!model.network().toString().equals(network.toString())) {
        throw new IllegalArgumentException(
            "initialModelPath: the model in "
                + path
                + " is the network '"
                + model.network()
                + "', not '"
                + network
                + "'");
      }
      TargetScaling targets = model.metadata().targetScaling();
      if (!targets.isIdentity() && estimator.targetScalingValue() == TargetScaling.Method.NONE) {
        throw new IllegalArgumentException(
            "initialModelPath: the model in "
                + path
                + " learned scaled targets, so targetScaling must be "
                + TargetScaling.Method.AUTO.text()
                + ", not "
                + TargetScaling.Method.NONE.text());
      }
      return new InitialWeights(model.weights(), Optional.of(targets));
    } catch (IOException | ModelFormatException unreadable) {
      throw new IllegalArgumentException(
          "initialModelPath: " + unreadable.getMessage(), unreadable);
    }
  }

  /** A model that the command line wrote, or the network inside one that Spark ML wrote. */
  private static NetworkModel read(String path, Configuration hadoop) throws IOException {
    Path inner = new Path(path, MlpModelWriter.NETWORK);
    boolean isPipelineModel = inner.getFileSystem(hadoop).exists(inner);
    return NetworkModel.load(new HadoopFolder(isPipelineModel ? inner : new Path(path), hadoop));
  }
}
