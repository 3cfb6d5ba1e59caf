package org.summand.benchmarks.spark;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.RoundTrainer;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.Series;
import org.summand.benchmarks.SystemDescription;
import org.summand.benchmarks.SystemUnderTest;
import org.summand.benchmarks.TimeToAccuracy;
import org.summand.benchmarks.Workload;
import org.summand.compute.cpu.CpuDevice;

/**
 * MLlib's perceptron. Its hidden layers have the sigmoid, it computes in double, and it has no
 * mini-batches: an iteration sees all rows. It gets the same OpenBLAS as Summand, or, as Spark
 * comes, none.
 */
public class MllibSystem implements SystemUnderTest {
  /** L-BFGS forgets when it stops, so every attempt begins anew; the last one alone counts. */
  private static final List<Integer> ITERATIONS = List.of(25, 50, 75, 100, 150, 200, 300, 400);

  private static final int STEPS = 2;

  private final String name;
  private final String title;
  private final boolean hasOpenBlas;

  /** MLlib with OpenBLAS. */
  public MllibSystem() {
    this("mllib", "Spark MLlib", true);
  }

  private MllibSystem(String name, String title, boolean hasOpenBlas) {
    this.name = name;
    this.title = title;
    this.hasOpenBlas = hasOpenBlas;
  }

  /** MLlib with the products that Spark brings: Java's. */
  public static final class AsItComes extends MllibSystem {
    public AsItComes() {
      super("mllib-as-it-comes", "Spark MLlib, as it comes", false);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final SystemDescription description() {
    String products =
        hasOpenBlas
            ? NativeBLAS.getInstance().getClass().getSimpleName()
                + " on the OpenBLAS that Summand brings, one thread a task"
            : JavaBLAS.getInstance().getClass().getSimpleName();
    return new SystemDescription(
        "Spark " + LocalSpark.context().version(),
        "float64",
        products + ", local[" + Workload.THREADS + "]",
        "all rows an iteration, sigmoid; to an accuracy by its default, l-bfgs; steps by gd, whose"
            + " iteration is one gradient");
  }

  @Override
  public final List<Series> measure(Workload workload) throws Exception {
    if (hasOpenBlas) {
      // Names the OpenBLAS library to netlib, as it does for Summand.
      new CpuDevice();
    } else {
      // A library that is not there, because the system's own may be one of many.
      System.setProperty("dev.ludovic.netlib.blas.nativeLib", "none");
    }
    return switch (workload) {
      case TIME_TO_ACCURACY -> List.of(timeToAccuracy(workload));
      case LARGE_STEP, SMALL_STEP -> List.of(steps(workload.perceptron().orElseThrow()));
      case EXCHANGE, TRANSFORM -> List.of();
    };
  }

  private static MultilayerPerceptronClassifier perceptron(Perceptron perceptron, long seed) {
    int[] layers = perceptron.widths().stream().mapToInt(Integer::intValue).toArray();
    return new MultilayerPerceptronClassifier().setLayers(layers).setSeed(seed);
  }

  private Series timeToAccuracy(Workload workload) throws Exception {
    TimeToAccuracy timeToAccuracy = TimeToAccuracy.ofMnist();
    Dataset<Row> table = Vectors.table(LocalSpark.session(), timeToAccuracy.trainingRows());
    Perceptron perceptron = workload.perceptron().orElseThrow();
    return timeToAccuracy.measure(
        title, 1, ITERATIONS.size(), seed -> new Attempts(perceptron(perceptron, seed), table));
  }

  /** Ever longer attempts. */
  private static final class Attempts implements RoundTrainer {
    private final MultilayerPerceptronClassifier perceptron;
    private final Dataset<Row> table;
    private MultilayerPerceptronClassificationModel model;
    private int attempt;

    Attempts(MultilayerPerceptronClassifier perceptron, Dataset<Row> table) {
      this.perceptron = perceptron;
      this.table = table;
    }

    @Override
    public double trainRound() {
      perceptron.setMaxIter(ITERATIONS.get(attempt++));
      long start = System.nanoTime();
      model = perceptron.fit(table);
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public String rounds() {
      return perceptron.getMaxIter() + " iterations";
    }

    @Override
    public double accuracy(Rows rows) {
      Dataset<Row> predicted = model.transform(Vectors.table(LocalSpark.session(), rows));
      return predicted.filter("label = prediction").count() / (double) rows.count();
    }

    @Override
    public void close() {}
  }

  /**
   * Steps of as many rows as the workload's batch has, those being all rows there are: what a run
   * of a few steps takes longer than a run of one, so that its beginning and end do not count.
   */
  private Series steps(Perceptron perceptron) {
    Rows rows = Rows.random(perceptron.batchSize(), perceptron.inputs(), perceptron.outputs(), 1);
    Dataset<Row> table = Vectors.table(LocalSpark.session(), rows);
    MultilayerPerceptronClassifier one = perceptron(perceptron, 1).setSolver("gd").setTol(0);
    int warmUps = 1;
    int runs = 3;
    int steps = perceptron.flopsPerStep() > 1e10 ? STEPS : 50 * STEPS;
    double[] seconds = new double[runs];
    for (int run = -warmUps; run < runs; run++) {
      double began = fit(one.setMaxIter(1), table);
      double ended = fit(one.setMaxIter(1 + steps), table);
      if (run >= 0) {
        seconds[run] = (ended - began) / steps;
      }
    }
    return Series.of("", title, warmUps, seconds, perceptron.flopsPerStep());
  }

  private static double fit(MultilayerPerceptronClassifier perceptron, Dataset<Row> table) {
    long start = System.nanoTime();
    perceptron.fit(table);
    return (System.nanoTime() - start) / 1e9;
  }
}
