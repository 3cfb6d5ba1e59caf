package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/** What Spark's own ParamsSuite asks of everything that has parameters. */
class ParamsTest {
  static List<Params> everything() {
    return List.of(
        new MlpClassifier("c"),
        new MlpRegressor("r"),
        new MlpClassifierModel(),
        new MlpRegressorModel());
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everyParameterBelongsHasADocumentAndAGetter(Params params) throws Exception {
    assertThat(params.params()).isNotEmpty();
    for (Param<?> param : params.params()) {
      assertThat(param.parent()).isEqualTo(params.uid());
      assertThat(param.doc()).isNotBlank();
      assertThat(params.getParam(param.name())).isSameAs(param);
      assertThat(params.getClass().getMethod(param.name()).invoke(params)).isSameAs(param);
      Method getter = params.getClass().getMethod(accessor("get", param));
      if (params.isDefined(param)) {
        assertThat(getter.invoke(params)).isEqualTo(params.getOrDefault(param));
      }
    }
  }

  private static String accessor(String prefix, Param<?> param) {
    return prefix + param.name().substring(0, 1).toUpperCase() + param.name().substring(1);
  }

  @Test
  void everyParameterOfAnEstimatorHasASetterThatReturnsTheEstimator() {
    for (Params estimator : List.of(new MlpClassifier(), new MlpRegressor())) {
      Set<String> setters =
          Arrays.stream(estimator.getClass().getMethods())
              .filter(method -> method.getReturnType().isInstance(estimator))
              .map(Method::getName)
              .collect(Collectors.toSet());
      for (Param<?> param : estimator.params()) {
        assertThat(setters).contains(accessor("set", param));
      }
    }
  }

  @Test
  void copiesKeepUidValuesAndDefaultsAndTakeWhatIsExtra() {
    MlpClassifier estimator = new MlpClassifier().setEpochs(7).setThresholds(new double[] {1, 2});
    MlpClassifier copy = estimator.copy(new ParamMap().put(estimator.batchSize(), 99));
    assertThat(copy).isNotSameAs(estimator);
    assertThat(copy.uid()).isEqualTo(estimator.uid());
    assertThat(copy.getEpochs()).isEqualTo(7);
    assertThat(copy.getThresholds()).containsExactly(1, 2);
    assertThat(copy.getBatchSize()).isEqualTo(99);
    assertThat(estimator.getBatchSize()).isEqualTo(TrainingSettings.DEFAULT_BATCH_SIZE);
    assertThat(copy.hasDefault(copy.stepSize())).isTrue();
    assertThat(copy.isSet(copy.stepSize())).isFalse();
    assertThat(copy.isDefined(copy.layers())).isFalse();
  }

  @Test
  void defaultsAreTheCommandLines() {
    MlpClassifier estimator = new MlpClassifier();
    assertThat(estimator.getEpochs()).isEqualTo(TrainingSettings.DEFAULT_EPOCHS);
    assertThat(estimator.getBatchSize()).isEqualTo(TrainingSettings.DEFAULT_BATCH_SIZE);
    assertThat(estimator.getSolver()).isEqualTo(OptimizerSettings.DEFAULT.kind().text());
    assertThat((float) estimator.getStepSize()).isEqualTo(ScheduleSettings.DEFAULT.rate());
    assertThat(estimator.getStepSize()).as("as people write it").isEqualTo(0.001);
  }

  @Test
  void explanationsReadWell() {
    MlpClassifier estimator = new MlpClassifier().setEpochs(20);
    assertThat(estimator.explainParam(estimator.epochs()))
        .isEqualTo("epochs: how often every row is seen (default: 10, current: 20)");
    assertThat(estimator.explainParams().lines())
        .hasSize(estimator.params().length)
        .contains(
            "batchSize: the rows of a step, over the whole cluster (default: 128)",
            "classWeights: what rows weigh by class: none, balanced, or a number a class, such as"
                + " '1, 2.5' (default: none)",
            "validationIndicatorCol: a boolean column, true for rows that are not learned from but"
                + " validated on after each epoch; unset: none (undefined)")
        .allSatisfy(line -> assertThat(line).matches("\\w+: [a-zL].*\\((default|undefined).*\\)"));
  }

  @Test
  void listsCanBeReadInExplanations() {
    MlpClassifier estimator = new MlpClassifier().setInputCols(new String[] {"age", "city"});
    assertThat(estimator.explainParam(estimator.inputCols())).endsWith("(current: [age, city])");
    assertThat(estimator.explainParam(estimator.missingWords()))
        .endsWith("(default: [NA, N/A, NaN, null, none, ?])");
  }

  @Test
  void valuesOutOfBoundsAreRefusedWhenTheyAreSet() {
    MlpClassifier estimator = new MlpClassifier();
    List<Runnable> wrong =
        List.of(
            () -> estimator.setEpochs(0),
            () -> estimator.setBatchSize(0),
            () -> estimator.setStepSize(0),
            () -> estimator.setSolver("lbfgs"),
            () -> estimator.setSchedule("stairs"),
            () -> estimator.setScaling("robusst"),
            () -> estimator.setScaling("divide 0"),
            () -> estimator.setMomentum(1),
            () -> estimator.setClipNorm(-1),
            () -> estimator.setAggregationDepth(3),
            () -> estimator.setThresholds(new double[] {0, 0, 1}),
            () -> estimator.setThresholds(new double[] {-1, 1}));
    for (Runnable set : wrong) {
      assertThatThrownBy(set::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("given invalid value");
    }
  }

  @Test
  void spark400IsRefusedInWords() {
    SparkVersion.require("4.0.1");
    SparkVersion.require("4.1.0");
    assertThatThrownBy(() -> SparkVersion.require("4.0.0"))
        .hasMessageContainingAll("4.0.0", "use Spark 4.0.1 or later");
  }
}
