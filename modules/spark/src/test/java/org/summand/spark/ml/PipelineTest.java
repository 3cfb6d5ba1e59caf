package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** The estimators beside Spark's own: in pipelines, in grids, saved and loaded with them. */
class PipelineTest {
  @TempDir private Path directory;

  /** Fruit: names, a number and two words to learn them from. */
  private static Dataset<Row> fruit() {
    Random random = new Random(1);
    String[] names = {"apple", "banana", "cherry"};
    String[] colours = {"green", "yellow", "red"};
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      int kind = random.nextInt(3);
      int colour = random.nextInt(5) == 0 ? random.nextInt(3) : kind;
      double grams = List.of(150, 120, 8).get(kind) * (1 + 0.1 * random.nextGaussian());
      String shape = kind == 1 ? "long" : "round";
      rows.add(RowFactory.create(grams / 100, colours[colour], shape, names[kind]));
    }
    StructType schema =
        new StructType()
            .add("weight", DataTypes.DoubleType)
            .add("colour", DataTypes.StringType)
            .add("shape", DataTypes.StringType)
            .add("name", DataTypes.StringType);
    return Tables.of(schema, rows);
  }

  private static Pipeline pipeline() {
    MlpClassifier classifier =
        new MlpClassifier()
            .setNetwork("6 -> 12 relu -> 3 softmax")
            .setLabelCol("kind")
            .setEpochs(15)
            .setBatchSize(32)
            .setStepSize(0.02)
            .setNumShards(2);
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer().setInputCol("name").setOutputCol("kind"),
              new StringIndexer()
                  .setInputCols(new String[] {"colour", "shape"})
                  .setOutputCols(new String[] {"colourIndex", "shapeIndex"}),
              new OneHotEncoder()
                  .setInputCols(new String[] {"colourIndex", "shapeIndex"})
                  .setOutputCols(new String[] {"colourVector", "shapeVector"})
                  .setDropLast(false),
              new VectorAssembler()
                  .setInputCols(new String[] {"weight", "colourVector", "shapeVector"})
                  .setOutputCol("features"),
              classifier,
              new IndexToString().setInputCol("prediction").setOutputCol("answer")
            });
  }

  @Test
  void mixedColumnsAreLearnedAndPredictedByName() throws IOException {
    Dataset<Row> table = fruit();
    Path untrained = directory.resolve("pipeline");
    pipeline().save(untrained.toString());
    PipelineModel model = Pipeline.load(untrained.toString()).fit(table);
    Dataset<Row> predictions = model.transform(table);
    assertThat(predictions.filter("answer = name").count()).isGreaterThan(440);
    MlpClassifierModel ours = (MlpClassifierModel) model.stages()[4];
    assertThat(ours.networkModel().metadata().classes())
        .containsExactlyInAnyOrder("apple", "banana", "cherry");

    Path trained = directory.resolve("model");
    model.save(trained.toString());
    model.write().overwrite().save(trained.toString());
    Dataset<Row> again = PipelineModel.load(trained.toString()).transform(table.drop("name"));
    assertThat(again.select("answer", "probability").collectAsList())
        .isEqualTo(predictions.select("answer", "probability").collectAsList());
  }

  @Test
  void crossValidationChoosesAmongBatchSizesAndNetworks() throws IOException {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(6);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(estimator.batchSize(), new int[] {16, 128})
            .addGrid(
                estimator.network(),
                CollectionConverters.asScala(
                    List.of("2 -> 16 tanh -> 2 softmax", "2 -> 2 softmax")))
            .build();
    CrossValidator validator =
        new CrossValidator()
            .setEstimator(estimator)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setNumFolds(2)
            .setSeed(1)
            .setParallelism(2);
    CrossValidatorModel chosen = validator.fit(table);
    assertThat(chosen.avgMetrics()).hasSize(4);
    MlpClassifierModel best = (MlpClassifierModel) chosen.bestModel();
    // A line cannot part a ring from the one inside it.
    assertThat(best.getNetwork()).contains("tanh");
    assertThat(best.getBatchSize()).isEqualTo(16);

    Path path = directory.resolve("cv");
    chosen.save(path.toString());
    assertThat(CrossValidatorModel.load(path.toString()).transform(table).collectAsList())
        .isEqualTo(chosen.transform(table).collectAsList());
  }

  @Test
  void earlyStoppingWorksInsideCrossValidation() {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    MlpClassifier estimator =
        Tables.ringClassifier(2)
            .setStepSize(0.5)
            .setEpochs(40)
            .setValidationIndicatorCol("held")
            .setPatience(2);
    CrossValidatorModel chosen =
        new CrossValidator()
            .setEstimator(estimator)
            .setEstimatorParamMaps(new ParamGridBuilder().build())
            .setEvaluator(new MulticlassClassificationEvaluator())
            .setNumFolds(2)
            .fit(table);
    MlpTrainingSummary summary = ((MlpClassifierModel) chosen.bestModel()).summary().orElseThrow();
    assertThat(summary.epochs()).hasSizeLessThan(40);
    assertThat(summary.validationHistory()).doesNotContain(Double.NaN);
  }

  /** What a grid leaves open is the preset's: the rate is searched around it. */
  @Test
  void aGridSearchesAroundThePreset() {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpClassifier estimator = new MlpClassifier().setEpochs(4);
    TrainValidationSplitModel chosen =
        new TrainValidationSplit()
            .setEstimator(estimator)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(estimator.stepSize(), new double[] {1e-7, 0.01})
                    .addGrid(estimator.labelSmoothing(), new double[] {0.05})
                    .build())
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
            .setTrainRatio(0.7)
            .fit(table);
    MlpClassifierModel best = (MlpClassifierModel) chosen.bestModel();
    assertThat(best.getStepSize()).isEqualTo(0.01);
    assertThat(best.getLabelSmoothing()).isEqualTo(0.05);
    assertThat(best.summary().orElseThrow().epochs()).hasSize(4);
  }

  @Test
  void aSplitChoosesARegressionsSolver() {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpRegressor estimator =
        new MlpRegressor().setNetwork("2 -> 16 tanh -> 1 linear").setEpochs(10).setBatchSize(32);
    TrainValidationSplitModel chosen =
        new TrainValidationSplit()
            .setEstimator(estimator)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(estimator.stepSize(), new double[] {1e-6, 0.01})
                    .build())
            .setEvaluator(new RegressionEvaluator())
            .setTrainRatio(0.7)
            .fit(table);
    assertThat(((MlpRegressorModel) chosen.bestModel()).getStepSize()).isEqualTo(0.01);
  }
}
