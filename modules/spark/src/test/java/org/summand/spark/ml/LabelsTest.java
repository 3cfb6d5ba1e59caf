package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.train.EpochReport;

/** A classifier's labels as they come: words, booleans, numbers of any kind. */
class LabelsTest {
  private static Dataset<Row> rings;

  @TempDir private Path directory;

  @BeforeAll
  static void make() {
    rings = Tables.rings(300, 2, 1).cache();
  }

  private static Dataset<Row> labelled(String label) {
    return rings.withColumn("label", functions.expr(label));
  }

  private static List<String> classes(MlpClassifierModel model) {
    return model.networkModel().metadata().classes();
  }

  private static void assertLearned(MlpClassifier estimator, Dataset<Row> table, String... names) {
    MlpClassifierModel model = estimator.setEpochs(30).fit(table);
    assertThat(classes(model)).containsExactly(names);
    assertThat(model.numClasses()).isEqualTo(2);
    Dataset<Row> answers =
        new IndexToString()
            .setInputCol("prediction")
            .setOutputCol("answer")
            .transform(model.transform(table));
    assertThat(answers.filter("answer = cast(label as string)").count()).isGreaterThan(285);
  }

  @Test
  void wordsBooleansAndOtherNumbersAreClassesByName() {
    for (String network : List.of("16 tanh", "2 -> 16 tanh", "16 tanh -> 2 softmax")) {
      MlpClassifier estimator = Tables.ringClassifier(2).setNetwork(network);
      assertLearned(estimator, labelled("if(label = 0, 'in', 'out')"), "in", "out");
      assertLearned(estimator, labelled("cast(2 * label - 1 as int)"), "-1", "1");
    }
    MlpClassifier open = Tables.ringClassifier(2).setNetwork("16 tanh");
    assertLearned(open, labelled("label = 0"), "false", "true");
  }

  @Test
  void booleansAreNoAndYesForANetworkInFull() {
    for (String end : List.of("2 softmax", "1 sigmoid")) {
      MlpClassifierModel model =
          Tables.ringClassifier(2)
              .setNetwork("2 -> 16 tanh -> " + end)
              .setEpochs(30)
              .fit(labelled("label = 1"));
      assertThat(model.transform(rings).filter("prediction = label").count()).isGreaterThan(285);
    }
  }

  /** Of classes that are easily told apart, learned is 1 − ε + ε/2 for 2 classes and 3 alike. */
  @Test
  void smoothedLabelsAreLearnedAsTheProbabilitiesThatTheyStandFor() {
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double x = i % 2 == 0 ? -2 : 2;
      rows.add(RowFactory.create(Vectors.dense(x + i % 7 / 10.0, i % 5), (double) (i % 2)));
    }
    Dataset<Row> table = Tables.of(schema, rows);
    for (String network : List.of("2 softmax", "1 sigmoid")) {
      MlpClassifier estimator =
          Tables.ringClassifier(2)
              .setNetwork("2 -> 16 tanh -> " + network)
              .setExchange("resident")
              .setEpochs(60);
      MlpClassifierModel smoothed = estimator.setLabelSmoothing(0.2).fit(table);
      assertThat(smoothed.predictProbability(Vectors.dense(-2, 0)).apply(0))
          .isCloseTo(0.9, within(0.03));
      EpochReport last = smoothed.summary().orElseThrow().epochs().get(59);
      // The loss is told without: that of 0.9, −log 0.9 = 0.105, and more beside the border.
      assertThat(last.loss()).isCloseTo(0.105, within(0.03));
      MlpClassifierModel plain = estimator.setLabelSmoothing(0).fit(table);
      assertThat(plain.predictProbability(Vectors.dense(-2, 0)).apply(0)).isGreaterThan(0.98);
      // Jobs learn what resident tasks do: the same bits, after few epochs as after many.
      MlpClassifierModel few = estimator.setLabelSmoothing(0.2).setEpochs(3).fit(table);
      MlpClassifierModel byJobs = estimator.setExchange("jobs").fit(table);
      assertThat(byJobs.networkModel().weights()).containsExactly(few.networkModel().weights());
      assertThat(byJobs.summary().orElseThrow().epochs().get(2).loss())
          .isEqualTo(few.summary().orElseThrow().epochs().get(2).loss());
    }
  }

  @Test
  void oneSigmoidNamesItsTwoClassesToo() {
    assertLearned(
        Tables.ringClassifier(2).setNetwork("16 tanh -> 1 sigmoid"),
        labelled("if(label = 0, 'in', 'out')"),
        "in",
        "out");
  }

  @Test
  void numbersFromZeroHaveNoNames() {
    MlpClassifierModel model = Tables.ringClassifier(2).setNetwork("16 tanh").fit(rings);
    assertThat(classes(model)).isEmpty();
    assertThat(model.networkModel().network()).hasToString("2 -> 16 tanh -> 2 softmax");
  }

  @Test
  void weightsGoOnWithTheClassesInTheirOrder() throws Exception {
    Dataset<Row> words = labelled("if(label = 0, 'in', 'out')");
    MlpClassifierModel first =
        Tables.ringClassifier(2).setNetwork("16 tanh").setEpochs(30).fit(words);
    String path = directory.resolve("first").toString();
    first.save(path);
    // The network need not be said again; the rarer class would have the smaller index.
    MlpClassifier warm = new MlpClassifier().setInitialModelPath(path).setNumShards(2).setEpochs(1);
    MlpClassifierModel next = warm.fit(words);
    assertThat(classes(next)).containsExactly("in", "out");
    assertThat(next.transform(rings).filter("prediction = label").count()).isGreaterThan(285);
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol("label")
            .setOutputCol("index")
            .setStringOrderType("alphabetDesc")
            .fit(words)
            .transform(words);
    assertThatThrownBy(() -> warm.setLabelCol("index").fit(indexed))
        .hasMessageContainingAll("in, out", "but the label has out, in");
    assertThatThrownBy(() -> warm.setLabelCol("label").fit(labelled("if(label = 0, 'a', 'out')")))
        .hasMessageContaining("the label 'a' in column 'label' is none of the classes in, out");
  }
}
