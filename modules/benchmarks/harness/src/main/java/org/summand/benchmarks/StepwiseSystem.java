package org.summand.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A system that trains perceptrons step by step: all a peer has to show is how it takes one. */
public abstract class StepwiseSystem implements SystemUnderTest {
  private static final int ROWS = 16_384;
  private static final int MOST_EPOCHS = 40;

  /**
   * The least work of a turn: steps follow each other in training, and a system whose threads have
   * gone to sleep in the others' turns is not what trains.
   */
  private static final double FLOPS_A_TURN = 4e9;

  /** The path of a Spark job is compiled only after a few thousand of them. */
  private static final double WARM_UP_SECONDS = 25;

  /** Begins to train a network on rows. */
  @FunctionalInterface
  public interface TrainerFactory {
    StepTrainer open(Perceptron perceptron, Rows rows, long seed);
  }

  /** The variants in which this system trains, by what tables call them. */
  protected abstract Map<String, TrainerFactory> variants();

  /**
   * The variants whose steps are timed in turn, by what tables call the group: those that would
   * disturb each other are not.
   */
  protected Map<String, Map<String, TrainerFactory>> groups() {
    return Map.of("", variants());
  }

  /** What is timed in turn with the steps: limits. */
  protected List<Timing.Candidate> beside(Perceptron perceptron) {
    return List.of();
  }

  @Override
  public List<Series> measure(Workload workload) throws Exception {
    if (workload == Workload.TIME_TO_ACCURACY) {
      return learn(workload, workload.perceptron().orElseThrow());
    }
    List<Series> all = new ArrayList<>();
    if (workload.perceptron().isPresent()) {
      groups()
          .forEach(
              (group, variants) ->
                  all.addAll(steps(workload, workload.perceptron().get(), group, variants)));
    }
    return all;
  }

  private List<Series> learn(Workload workload, Perceptron perceptron) throws Exception {
    TimeToAccuracy timeToAccuracy = TimeToAccuracy.ofMnist();
    int stepsPerEpoch = Batches.perEpoch(timeToAccuracy.learned().count(), perceptron.batchSize());
    List<Series> all = new ArrayList<>();
    variants()
        .forEach(
            (name, factory) ->
                all.add(
                    timeToAccuracy.measure(
                        name,
                        workload.runs(),
                        MOST_EPOCHS,
                        seed ->
                            RoundTrainer.inEpochs(
                                factory.open(perceptron, timeToAccuracy.learned(), seed),
                                stepsPerEpoch))));
    return all;
  }

  private List<Series> steps(
      Workload workload,
      Perceptron perceptron,
      String group,
      Map<String, TrainerFactory> variants) {
    int inARow = (int) Math.ceil(FLOPS_A_TURN / perceptron.flopsPerStep());
    Rows rows = Rows.random(ROWS, perceptron.inputs(), perceptron.outputs(), 1);
    List<StepTrainer> opened = new ArrayList<>();
    try {
      List<Timing.Candidate> candidates = new ArrayList<>(beside(perceptron));
      variants.forEach(
          (name, factory) -> {
            StepTrainer trainer = factory.open(perceptron, rows, 1);
            opened.add(trainer);
            candidates.add(
                new Timing.Candidate(name, perceptron.flopsPerStep(), inARow, trainer::step));
          });
      return Timing.inTurn(group, workload.warmUps(), WARM_UP_SECONDS, workload.runs(), candidates);
    } finally {
      opened.forEach(StepTrainer::close);
    }
  }
}
