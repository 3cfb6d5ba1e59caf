package org.summand.spark.ml;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.model.ModelFormatException;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.io.HadoopFolder;

/** The weights a run begins with: random ones, or those of a saved model. */
final class InitialWeights {
  private InitialWeights() {}

  static float[] of(MlpEstimator<?, ?> estimator, Network network, JavaSparkContext spark) {
    if (!estimator.isDefined(estimator.initialModelPath())) {
      return network.initialWeights(estimator.getSeed());
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
      return model.weights();
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
