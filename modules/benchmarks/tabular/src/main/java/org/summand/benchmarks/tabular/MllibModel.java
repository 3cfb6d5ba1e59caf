package org.summand.benchmarks.tabular;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.sql.Row;

/** One of MLlib's learners, trained. */
final class MllibModel {
  private static final int HIDDEN = 100;

  private final MllibTable table;
  private final Transformer model;

  private MllibModel(MllibTable table, Transformer model) {
    this.table = table;
    this.model = model;
  }

  /** Trains a learner with its defaults. */
  static MllibModel train(MllibTable table, Learner learner, long seed) {
    if (learner == Learner.MLLIB_PERCEPTRON) {
      return new MllibModel(table, perceptron(table, seed));
    }
    if (learner == Learner.MLLIB_GBT) {
      return new MllibModel(table, trees(table, seed));
    }
    throw new IllegalArgumentException(learner.text() + " is not one of MLlib's");
  }

  private static Transformer perceptron(MllibTable table, long seed) {
    int inputs = ((Vector) table.training().head().getAs(MllibTable.FEATURES)).size();
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {inputs, HIDDEN, table.classes().length})
        .setLabelCol(MllibTable.TARGET)
        .setSeed(seed)
        .fit(table.training());
  }

  private static Transformer trees(MllibTable table, long seed) {
    GBTRegressor numbers = new GBTRegressor();
    // A column of words needs a bin for each.
    int bins = Math.max(numbers.getMaxBins(), table.mostWords());
    return table.task() == Task.NUMBER
        ? numbers
            .setMaxBins(bins)
            .setLabelCol(MllibTable.TARGET)
            .setSeed(seed)
            .fit(table.training())
        : new GBTClassifier()
            .setMaxBins(bins)
            .setLabelCol(MllibTable.TARGET)
            .setSeed(seed)
            .fit(table.training());
  }

  /** Writes predictions of a file's rows, as {@link Score} reads them. */
  void predict(Path test, Path predictions) throws IOException {
    List<String> names = new ArrayList<>(List.of(Score.PREDICTION));
    Arrays.stream(table.classes()).forEach(word -> names.add(Score.PROBABILITY + word));
    try (Writer file = Files.newBufferedWriter(predictions)) {
      CsvWriter writer = new CsvWriter(file, new CsvWriterSettings());
      writer.writeHeaders(names);
      for (Row row : model.transform(table.features(test)).collectAsList()) {
        writer.writeRow(cells(row));
      }
      writer.flush();
    }
  }

  private Object[] cells(Row row) {
    double prediction = row.getAs("prediction");
    if (table.task() == Task.NUMBER) {
      return new Object[] {table.inUnits(prediction)};
    }
    List<Object> cells = new ArrayList<>(List.of(table.classes()[(int) prediction]));
    Vector probabilities = row.getAs("probability");
    Arrays.stream(probabilities.toArray()).forEach(cells::add);
    return cells.toArray();
  }
}
