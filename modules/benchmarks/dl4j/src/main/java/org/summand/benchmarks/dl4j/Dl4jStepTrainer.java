package org.summand.benchmarks.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.summand.benchmarks.Batches;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.StepTrainer;

/** A network; the rows stay in one array, of which each step takes its batch. */
final class Dl4jStepTrainer implements StepTrainer {
  private final MultiLayerNetwork network;
  private final INDArray features;
  private final INDArray targets;
  private final Batches batches;

  Dl4jStepTrainer(Perceptron perceptron, Rows rows, long seed) {
    network = network(perceptron.widths(), seed);
    features = Nd4j.create(rows.features(), rows.count(), rows.inputs());
    targets = Nd4j.create(rows.oneHot(perceptron.outputs()), rows.count(), perceptron.outputs());
    batches = new Batches(rows.count(), perceptron.batchSize(), seed);
  }

  private static MultiLayerNetwork network(List<Integer> widths, long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam())
            .list();
    int last = widths.size() - 1;
    for (int layer = 1; layer < last; layer++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(widths.get(layer - 1))
              .nOut(widths.get(layer))
              .activation(Activation.RELU)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(widths.get(last - 1))
            .nOut(widths.get(last))
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  @Override
  public void step() {
    int[] rows = batches.next();
    try (INDArray x = Nd4j.pullRows(features, 1, rows);
        INDArray target = Nd4j.pullRows(targets, 1, rows)) {
      network.fit(x, target);
    }
  }

  @Override
  public double accuracy(Rows rows) {
    try (INDArray x = Nd4j.create(rows.features(), rows.count(), rows.inputs())) {
      return rows.shareRight(network.output(x).ravel().toFloatVector());
    }
  }

  @Override
  public void close() {
    features.close();
    targets.close();
    network.close();
  }
}
