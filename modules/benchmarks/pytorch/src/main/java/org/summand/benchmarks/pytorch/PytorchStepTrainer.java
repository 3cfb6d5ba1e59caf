package org.summand.benchmarks.pytorch;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.List;
import org.summand.benchmarks.Batches;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.StepTrainer;

/** A model and its trainer; the rows stay in one tensor, of which each step takes its batch. */
final class PytorchStepTrainer implements StepTrainer {
  private final Model model;
  private final Trainer trainer;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final NDArray features;
  private final NDArray classes;
  private final Batches batches;

  PytorchStepTrainer(Perceptron perceptron, Rows rows, long seed) {
    Engine.getInstance().setRandomSeed((int) seed);
    model = Model.newInstance("perceptron");
    model.setBlock(block(perceptron.widths()));
    trainer =
        model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(Optimizer.adam().build()));
    trainer.initialize(new Shape(perceptron.batchSize(), perceptron.inputs()));
    NDManager manager = model.getNDManager();
    features = manager.create(rows.features(), new Shape(rows.count(), rows.inputs()));
    classes = manager.create(rows.classes()).toType(DataType.INT64, false);
    batches = new Batches(rows.count(), perceptron.batchSize(), seed);
  }

  private static SequentialBlock block(List<Integer> widths) {
    SequentialBlock block = new SequentialBlock();
    for (int layer = 1; layer < widths.size(); layer++) {
      if (layer > 1) {
        block.add(Activation.reluBlock());
      }
      block.add(Linear.builder().setUnits(widths.get(layer)).build());
    }
    return block;
  }

  @Override
  public void step() {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDArray rows = manager.create(batches.next());
      NDArray x = features.get(rows);
      NDArray target = classes.get(rows);
      x.attach(manager);
      target.attach(manager);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(new NDList(x));
        collector.backward(loss.evaluate(new NDList(target), outputs));
      }
      trainer.step();
    }
  }

  @Override
  public double accuracy(Rows rows) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDArray x = manager.create(rows.features(), new Shape(rows.count(), rows.inputs()));
      return rows.shareRight(trainer.evaluate(new NDList(x)).singletonOrThrow().toFloatArray());
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
