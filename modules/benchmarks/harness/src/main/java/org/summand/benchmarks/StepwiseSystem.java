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

  /** Makes a trainee. */
  @FunctionalInterface
  public interface Trainees {
    Trainee open(Perceptron perceptron, Rows rows, long seed);
  }

  /** The ways in which this system trains, by what tables call them. */
  protected abstract Map<String, Trainees> ways();

  /**
   * The ways whose steps are timed in turn, by what tables call the group: those that would disturb
   * each other are not.
   */
  protected Map<String, Map<String, Trainees>> groups() {
    return Map.of("", ways());
  }

  /** What is timed in turn with the steps: limits. */
  protected List<Timing.Candidate> beside(Perceptron perceptron) {
    return List.of();
  }

  @Override
  public List<Series> measure(Workload workload) throws Exception {
    if (workload == Workload.W1) {
      return learn(workload, workload.perceptron().orElseThrow());
    }
    List<Series> all = new ArrayList<>();
    if (workload.perceptron().isPresent()) {
      groups()
          .forEach(
              (group, ways) ->
                  all.addAll(steps(workload, workload.perceptron().get(), group, ways)));
    }
    return all;
  }

  private List<Series> learn(Workload workload, Perceptron perceptron) throws Exception {
    TimeToAccuracy race = TimeToAccuracy.ofMnist();
    int stepsPerEpoch = Batches.perEpoch(race.learned().count(), perceptron.batchSize());
    List<Series> all = new ArrayList<>();
    ways()
        .forEach(
            (name, trainees) ->
                all.add(
                    race.measure(
                        name,
                        workload.runs(),
                        MOST_EPOCHS,
                        seed ->
                            Learner.inEpochs(
                                trainees.open(perceptron, race.learned(), seed), stepsPerEpoch))));
    return all;
  }

  private List<Series> steps(
      Workload workload, Perceptron perceptron, String group, Map<String, Trainees> ways) {
    int inARow = (int) Math.ceil(FLOPS_A_TURN / perceptron.flopsPerStep());
    Rows rows = Rows.random(ROWS, perceptron.inputs(), perceptron.outputs(), 1);
    List<Trainee> opened = new ArrayList<>();
    try {
      List<Timing.Candidate> candidates = new ArrayList<>(beside(perceptron));
      ways.forEach(
          (name, trainees) -> {
            Trainee trainee = trainees.open(perceptron, rows, 1);
            opened.add(trainee);
            candidates.add(
                new Timing.Candidate(name, perceptron.flopsPerStep(), inARow, trainee::step));
          });
      return Timing.inTurn(group, workload.warmUps(), WARM_UP_SECONDS, workload.runs(), candidates);
    } finally {
      opened.forEach(Trainee::close);
    }
  }
}
