package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.summand.table.TableEncoder;

/** Places of a vector that are nominal by the metadata of Spark ML's own transformers. */
class NominalVectorTest {
  private static Dataset<Row> table;

  @BeforeAll
  static void make() {
    table = MixedTables.of(300, 3).na().drop(new String[] {"age", "city"}).cache();
  }

  private static PipelineStage[] assembled(String... inputs) {
    return new PipelineStage[] {
      new StringIndexer()
          .setInputCols(new String[] {"city", "kind"})
          .setOutputCols(new String[] {"cityIndex", "label"})
          .setHandleInvalid("keep"),
      new VectorAssembler().setInputCols(inputs).setOutputCol("features")
    };
  }

  private static Dataset<Row> vectors(String... inputs) {
    return new Pipeline().setStages(assembled(inputs)).fit(table).transform(table);
  }

  private static MlpClassifier classifier() {
    return new MlpClassifier().setEpochs(3).setBatchSize(32).setNumShards(2).setDevice("cpu");
  }

  private static TableEncoder encoder(MlpClassifierModel model) {
    return model.networkModel().metadata().encoder();
  }

  private static void assertRowsAnswerAsBlocksDo(MlpClassifierModel model, Dataset<Row> rows) {
    for (Row row : model.transform(rows).collectAsList()) {
      Vector given = row.getAs("probability");
      Vector one = model.predictProbability(row.<Vector>getAs("features"));
      for (int c = 0; c < one.size(); c++) {
        assertThat(given.apply(c)).isCloseTo(one.apply(c), within(1e-5));
      }
    }
  }

  @Test
  void indexedWordsInAVectorAreCategoriesWhereTheTableDecides() {
    Dataset<Row> vectors = vectors("age", "cityIndex", "worth");
    MlpClassifierModel model = classifier().setNetwork("8 relu").fit(vectors);
    assertThat(encoder(model).columns().get(0).vocabularies()).containsOnlyKeys(1);
    assertThat(encoder(model).oneHot()).containsExactly(true);
    // Two numbers, and four cities with what handleInvalid keeps.
    assertThat(model.networkModel().network().inputs()).isEqualTo(2 + 5);
    assertThat(model.numFeatures()).isEqualTo(3);
    assertThat(model.networkModel().metadata().classes()).hasSize(4);
    assertRowsAnswerAsBlocksDo(model, vectors);
  }

  @Test
  void whereTheNetworkSaysItsInputsTheyStayNumbers() {
    Dataset<Row> vectors = vectors("age", "cityIndex", "worth");
    MlpClassifierModel model = classifier().setNetwork("3 -> 8 relu -> 4 softmax").fit(vectors);
    assertThat(encoder(model).columns().get(0).vocabularies()).isEmpty();
    assertThat(model.networkModel().network().inputs()).isEqualTo(3);
    assertRowsAnswerAsBlocksDo(model, vectors);
  }

  @Test
  void whatAVectorIndexerFindsIsACategoryToo() {
    Dataset<Row> plain = vectors("age", "region", "worth");
    Dataset<Row> indexed =
        new VectorIndexer()
            .setInputCol("features")
            .setOutputCol("indexed")
            .setMaxCategories(5)
            .fit(plain)
            .transform(plain);
    MlpClassifierModel model =
        classifier().setNetwork("8 relu").setFeaturesCol("indexed").fit(indexed);
    assertThat(encoder(model).columns().get(0).vocabularies()).containsOnlyKeys(1);
    assertThat(model.transform(indexed).select("prediction").distinct().count()).isPositive();
  }

  @Test
  void anIndexedColumnBesideOthersIsACategory() {
    PipelineStage[] stages = {
      assembled("age")[0],
      classifier().setNetwork("8 relu").setInputCols(new String[] {"age", "cityIndex", "insured"})
    };
    PipelineModel model = new Pipeline().setStages(stages).fit(table);
    TableEncoder encoder = encoder((MlpClassifierModel) model.stages()[1]);
    assertThat(
            IntStream.range(0, 3)
                .mapToObj(c -> String.valueOf(encoder.columns().get(c).kind()))
                .toList())
        .isEqualTo(List.of("NUMBER", "CATEGORY", "NUMBER"));
    assertThat(model.transform(table).filter("prediction is not null").count())
        .isEqualTo(table.count());
  }

  @Test
  void noScalingIsTheBitsOfANetworkInFullWithoutFurtherPasses() {
    Dataset<Row> rings = Tables.rings(200, 3, 1);
    MlpClassifier plain = Tables.ringClassifier(3).setEpochs(2).setScaling("none");
    MlpClassifierModel model = plain.fit(rings);
    assertThat(encoder(model).isIdentity()).isTrue();
    // The same network, of which the table tells the inputs and the label the output.
    assertThat(plain.setNetwork("16 tanh").fit(rings).networkModel().weights())
        .containsExactly(model.networkModel().weights());
  }
}
