package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.model.NetworkModel;
import org.summand.spark.SharedSpark;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;

/** Tables as they come: columns of any kinds, a label of words, nothing prepared. */
class RawColumnsTest {
  private static Dataset<Row> table;
  private static MlpClassifierModel model;

  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    table = MixedTables.of(600, 1).cache();
    model = classifier().fit(table);
  }

  static MlpClassifier classifier() {
    return new MlpClassifier()
        .setInputCols(MixedTables.INPUTS)
        .setCategoricalCols(new String[] {"region"})
        .setLabelCol("kind")
        .setNetwork("256 relu -> 256 relu")
        .setEpochs(15)
        .setBatchSize(32)
        .setStepSize(0.01)
        .setNumShards(3)
        .setDevice("cpu");
  }

  private static MlpRegressor regressor() {
    return new MlpRegressor()
        .setInputCols(MixedTables.INPUTS)
        .setLabelCol("worth")
        .setNetwork("256 relu -> 256 relu")
        .setEpochs(20)
        .setBatchSize(32)
        .setStepSize(0.01)
        .setNumShards(3)
        .setDevice("cpu");
  }

  private static TableEncoder encoder(MlpModel<?> model) {
    return model.networkModel().metadata().encoder();
  }

  /** A network alone, which knows no Spark, answers for each row as its cells are. */
  private static void assertScoredAlike(Dataset<Row> predicted, NetworkModel alone) {
    for (Row row : predicted.collectAsList()) {
      Map<String, Object> cells = new HashMap<>();
      for (String column : alone.metadata().features()) {
        cells.put(column, row.getAs(column));
      }
      float[] probabilities = alone.predict(cells);
      Vector given = row.getAs("probability");
      for (int c = 0; c < probabilities.length; c++) {
        assertThat(given.apply(c)).isCloseTo(probabilities[c], within(1e-5));
      }
    }
  }

  @Test
  void wordsGapsBooleansAndDatesAreLearnedWithNothingSaidOfTheNetwork() {
    Dataset<Row> predicted = model.transform(table);
    Dataset<Row> answers =
        new IndexToString().setInputCol("prediction").setOutputCol("answer").transform(predicted);
    // A city is missing in one of twenty rows, and then nobody can tell an aster.
    assertThat(answers.filter("answer = kind").count()).isGreaterThan(560);
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.networkModel().metadata().classes()).containsExactly("aster", "iris", "rose");
    assertThat(encoder(model).columns())
        .extracting(RawColumn::name)
        .containsExactly(MixedTables.INPUTS);
    assertThat(encoder(model).features()).doesNotContain("planet");
    assertThat(encoder(model).columns().get(6).kind()).isEqualTo(RawColumn.Kind.CATEGORY);
    assertThat(model.numFeatures()).isEqualTo(encoder(model).rawWidth());
    assertScoredAlike(predicted, model.networkModel());
  }

  @Test
  void numbersAreLearnedFromRawColumnsToo() {
    MlpRegressorModel worth = regressor().fit(table);
    double far =
        worth
            .transform(table)
            .select(functions.avg(functions.abs(functions.expr("prediction - worth"))))
            .first()
            .getDouble(0);
    assertThat(far).as("labels of 1e5 to 3e5").isLessThan(1.5e4);
  }

  @Test
  void theModelsSchemaIsThatOfWhatItGives() {
    StructType promised = model.transformSchema(table.schema());
    StructType given = model.transform(table).schema();
    assertThat(given.fieldNames()).containsExactly(promised.fieldNames());
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.apply(i).metadata()).isEqualTo(promised.apply(i).metadata());
    }
    assertThat(AttributeGroup.fromStructField(given.apply("probability")).size()).isEqualTo(3);
    NominalAttribute prediction =
        (NominalAttribute) Attribute.fromStructField(given.apply("prediction"));
    assertThat(prediction.values().get()).containsExactly("aster", "iris", "rose");
  }

  @Test
  void theEstimatorsSchemaHasNoSizesBeforeTheLabelsAreRead() {
    StructType promised = classifier().transformSchema(table.schema());
    assertThat(promised.fieldNames())
        .containsExactly(model.transformSchema(table.schema()).fieldNames());
    assertThat(AttributeGroup.fromStructField(promised.apply("probability")).size()).isEqualTo(-1);
    StructType known =
        classifier().setNetwork("8 relu -> 3 softmax").transformSchema(table.schema());
    assertThat(AttributeGroup.fromStructField(known.apply("probability")).size()).isEqualTo(3);
  }

  @Test
  void aStreamPredictsAsABatchDoes() throws Exception {
    Path source = directory.resolve("in");
    table.write().parquet(source.toString());
    Dataset<Row> stream =
        SharedSpark.session().readStream().schema(MixedTables.SCHEMA).parquet(source.toString());
    StreamingQuery query =
        model
            .transform(stream)
            .writeStream()
            .format("memory")
            .queryName("mixedAnswers")
            .option("checkpointLocation", directory.resolve("checkpoint").toString())
            .start();
    try {
      query.processAllAvailable();
      Dataset<Row> answers = SharedSpark.session().table("mixedAnswers");
      assertThat(answers.count()).isEqualTo(600);
      assertScoredAlike(answers, model.networkModel());
    } finally {
      query.stop();
    }
  }

  @Test
  void aSavedModelAnswersTheSameAndItsNetworkAloneToo() throws IOException {
    String path = directory.resolve("model").toString();
    model.save(path);
    MlpClassifierModel loaded = MlpClassifierModel.load(path);
    SaveAndLoadTest.assertSameParams(loaded, model);
    List<Row> expected = model.transform(table).select("probability").collectAsList();
    assertThat(loaded.transform(table).select("probability").collectAsList()).isEqualTo(expected);
    assertThat(loaded.copy(new ParamMap()).transform(table).select("probability").collectAsList())
        .isEqualTo(expected);
    assertScoredAlike(
        loaded.transform(table), NetworkModel.load(directory.resolve("model/network")));
    MlpClassifier estimator = classifier();
    estimator.save(directory.resolve("estimator").toString());
    SaveAndLoadTest.assertSameParams(
        MlpClassifier.load(directory.resolve("estimator").toString()), estimator);
  }

  @Test
  void columnsOfOtherNamesAnswerInTheSameOrder() {
    Dataset<Row> renamed = table.withColumnRenamed("age", "years").drop("planet", "kind");
    MlpClassifierModel other = model.copy(new ParamMap());
    List<Row> expected = model.transform(table).select("probability").collectAsList();
    String[] used = {"years", "city", "income", "insured", "since", "seen", "region"};
    other.setInputCols(used);
    assertThat(other.transform(renamed).select("probability").collectAsList()).isEqualTo(expected);
    // A column that was left out needs not be there, though it is named.
    String[] all = Arrays.copyOf(used, 8);
    all[7] = "planet";
    other.setInputCols(all);
    assertThat(other.transform(renamed).select("probability").collectAsList()).isEqualTo(expected);
    other.setInputCols(new String[] {"years", "city"});
    assertThatThrownBy(() -> other.transform(renamed))
        .hasMessageContainingAll("learned from 8 columns (age, city", "but 2 are named");
  }

  @Test
  void wordsThatTrainingDidNotSeeAndNothingAtAllAreAnswered() {
    Dataset<Row> strange =
        table
            .limit(20)
            .withColumn("city", functions.lit("Atlantis"))
            .withColumn("income", functions.lit(null).cast("string"))
            .withColumn("age", functions.lit(null).cast("int"))
            .withColumn("since", functions.lit(null).cast("date"))
            .withColumn("region", functions.lit(99));
    for (Row row : model.transform(strange).collectAsList()) {
      for (double probability : row.<Vector>getAs("probability").toArray()) {
        assertThat(probability).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void columnsOfOtherTypesAreReadWhereTheyCanBeAndElseNamed() {
    Dataset<Row> asTexts =
        table
            .withColumn("age", functions.col("age").cast("string"))
            .withColumn("region", functions.col("region").cast("double"))
            .withColumn("since", functions.col("since").cast("string"));
    assertThat(model.transform(asTexts).select("probability").collectAsList())
        .isEqualTo(model.transform(table).select("probability").collectAsList());
    assertThatThrownBy(() -> model.transform(table.withColumn("age", functions.col("since"))))
        .hasMessageContaining("column 'age' is of type date, but a number is needed");
    assertThatThrownBy(() -> model.transform(table.drop("city")))
        .hasMessageContaining("there is no column 'city'");
  }

  @Test
  void oneVectorIsNoRowOfSuchAModel() {
    assertThatThrownBy(() -> model.predict(Vectors.dense(1, 2, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("learned from the columns age, city", "transform", "a map");
  }

  @Test
  void itStandsInPipelinesAndCrossValidation() throws IOException {
    Dataset<Row> some = table.limit(200).cache();
    MlpClassifier estimator = classifier().setLabelCol("label").setEpochs(3);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("kind").setOutputCol("label"),
                  estimator,
                  new IndexToString().setInputCol("prediction").setOutputCol("answer")
                });
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(
                        estimator.network(),
                        scala.jdk.javaapi.CollectionConverters.asScala(
                            List.of("8 relu", "16 relu -> 8 relu")))
                    .build())
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setNumFolds(2)
            .fit(some);
    PipelineModel best = (PipelineModel) chosen.bestModel();
    String path = directory.resolve("pipeline").toString();
    best.save(path);
    assertThat(PipelineModel.load(path).transform(some).select("answer").collectAsList())
        .isEqualTo(best.transform(some).select("answer").collectAsList());
    assertThat(((MlpClassifierModel) best.stages()[1]).networkModel().metadata().classes())
        .containsExactlyInAnyOrder("aster", "iris", "rose");
  }

  @Test
  void theSameFitTwiceGivesTheSameBitsHoweverTheTableIsCut() {
    MlpClassifier estimator = classifier().setEpochs(2);
    assertThat(estimator.fit(table.repartition(7)).networkModel().weights())
        .containsExactly(estimator.fit(table).networkModel().weights());
  }

  @Test
  void aFitThatGoesOnEndsInTheSameBitsAndOtherReadingsAreOtherRuns() {
    MlpClassifier estimator = classifier().setEpochs(4);
    float[] expected = estimator.fit(table).networkModel().weights();
    estimator.setCheckpointDir(directory.toString()).setCheckpointInterval(2);
    assertThat(estimator.fit(table).networkModel().weights()).containsExactly(expected);
    assertThat(estimator.fit(table).networkModel().weights()).containsExactly(expected);
    assertThat(runs()).isEqualTo(1);
    estimator.setScaling("standardize").fit(table);
    assertThat(runs()).isEqualTo(2);
    estimator.setMissingWords(new String[] {"NA", "absent"}).fit(table);
    assertThat(runs()).isEqualTo(3);
  }

  private int runs() {
    return directory.toFile().list((folder, name) -> name.startsWith("run-")).length;
  }

  @Test
  void weightsGoOnWithTheColumnsAsTheirModelReadsThem() throws IOException {
    String path = directory.resolve("first").toString();
    model.save(path);
    Dataset<Row> older = table.withColumn("age", functions.expr("age + 30"));
    MlpClassifier warm = classifier().setInitialModelPath(path).setEpochs(1).setStepSize(1e-6);
    MlpClassifierModel next = warm.fit(older.filter("kind <> 'rose'"));
    assertThat(next.networkModel().metadata().classes()).containsExactly("aster", "iris", "rose");
    assertThat(encoder(next).numbers().offset()).containsExactly(encoder(model).numbers().offset());
    assertThat(next.transform(table).select("prediction").collectAsList())
        .isEqualTo(model.transform(table).select("prediction").collectAsList());
    warm.setInputCols(new String[] {"age", "city"});
    warm.clear(warm.categoricalCols());
    assertThatThrownBy(() -> warm.fit(table))
        .hasMessageContainingAll(
            "learned from the columns age, city, income", "not from age, city");
    assertThatThrownBy(() -> classifier().setInitialModelPath(path).setScaling("none").fit(table))
        .hasMessageContaining("scaling must be auto, not none");
    assertThatThrownBy(() -> classifier().setInitialModelPath(path).setNetwork("4 relu").fit(table))
        .hasMessageContaining("is the network '" + model.networkModel().network() + "', not '");
  }

  @Test
  void curvesOfNumbersGoOnInTheBinsOfTheirModel() throws IOException {
    String path = directory.resolve("curves").toString();
    MlpClassifier binned = classifier().setBins(8).setNetwork("scale -> 16 silu");
    MlpClassifierModel first = binned.fit(table);
    assertThat(first.networkModel().network().toString()).containsPattern("-> bins .* by 8 -> sca");
    first.save(path);
    MlpClassifierModel read = MlpClassifierModel.load(path);
    assertThat(read.transform(table).select("probability").collectAsList())
        .isEqualTo(first.transform(table).select("probability").collectAsList());
    Dataset<Row> older = table.withColumn("age", functions.expr("age + 30"));
    MlpClassifier warm = binned.setInitialModelPath(path).setEpochs(1).setStepSize(1e-6);
    MlpClassifierModel next = warm.fit(older);
    assertThat(encoder(next).bins().edges()).isDeepEqualTo(encoder(first).bins().edges());
    assertThat(next.transform(table).select("prediction").collectAsList())
        .isEqualTo(first.transform(table).select("prediction").collectAsList());
  }
}
