package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predictions of the test part are.
 *
 * @param rowLosses what {@link Task#loss} makes the loss of: 0 or 1 a row, or its squared error
 * @param auc the area under the ROC curve of two classes; NaN of more, and of numbers
 */
record Score(double[] rowLosses, double auc) {
  static final String PREDICTION = "prediction";
  static final String PROBABILITY = "probability_";

  /**
   * Judges predictions in the order of the test part's rows: a column {@code prediction} and, of
   * classes, one {@code probability_WORD} for each.
   *
   * @throws IOException where they are not of these rows
   */
  static Score of(Parts parts, Path predictions) throws IOException {
    CsvTable answers = CsvTable.read(predictions);
    CsvTable test = CsvTable.read(parts.test());
    if (answers.rows() != test.rows()) {
      throw new IOException(
          predictions + " has " + answers.rows() + " rows, and the test part " + test.rows());
    }
    String label = parts.table().label();
    return parts.table().task() == Task.NUMBER
        ? ofNumbers(test.numbers(label), answers.numbers(PREDICTION))
        : ofClasses(test.texts(label), answers);
  }

  private static Score ofNumbers(double[] labels, double[] answers) {
    double[] losses = new double[labels.length];
    Arrays.setAll(losses, row -> (answers[row] - labels[row]) * (answers[row] - labels[row]));
    return new Score(losses, Double.NaN);
  }

  private static Score ofClasses(String[] labels, CsvTable answers) throws IOException {
    String[] words = answers.texts(PREDICTION);
    double[] losses = new double[labels.length];
    Arrays.setAll(losses, row -> words[row].equals(labels[row]) ? 0 : 1);
    List<String> classes =
        answers.names().stream()
            .filter(name -> name.startsWith(PROBABILITY))
            .map(name -> name.substring(PROBABILITY.length()))
            .toList();
    for (String label : labels) {
      if (!classes.contains(label)) {
        throw new IOException("a test row's label is '" + label + "', none of " + classes);
      }
    }
    if (classes.size() != 2) {
      return new Score(losses, Double.NaN);
    }
    double[] probabilities = answers.numbers(PROBABILITY + classes.get(1));
    boolean[] isSecond = new boolean[labels.length];
    for (int row = 0; row < labels.length; row++) {
      isSecond[row] = labels[row].equals(classes.get(1));
    }
    return new Score(losses, auc(probabilities, isSecond));
  }

  /**
   * The share of pairs of a positive and a negative row in which the positive one has the higher
   * value, a tie counting half (Mann and Whitney's U over the number of pairs).
   */
  static double auc(double[] values, boolean[] isPositive) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives = 0;
    double rankSum = 0;
    for (int from = 0, to; from < order.length; from = to) {
      for (to = from; to < order.length && values[order[to]] == values[order[from]]; to++) {}
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        positives += isPositive[order[i]] ? 1 : 0;
        rankSum += isPositive[order[i]] ? rank : 0;
      }
    }
    double negatives = order.length - positives;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }
}
