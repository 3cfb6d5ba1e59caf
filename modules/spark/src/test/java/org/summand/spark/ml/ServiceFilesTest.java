package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.junit.jupiter.api.Test;

/** Spark Connect finds estimators and models by the service loader. */
class ServiceFilesTest {
  private static List<Class<?>> ours(Class<?> service) {
    return ServiceLoader.load(service).stream()
        .<Class<?>>map(ServiceLoader.Provider::type)
        .filter(type -> type.getName().startsWith("org.summand"))
        .toList();
  }

  @Test
  void estimatorsAndModelsAreFound() {
    assertThat(ours(Estimator.class)).containsExactly(MlpClassifier.class, MlpRegressor.class);
    assertThat(ours(Transformer.class))
        .containsExactly(MlpClassifierModel.class, MlpRegressorModel.class);
    ServiceLoader.load(Transformer.class).stream()
        .filter(provider -> provider.type().getName().startsWith("org.summand"))
        .forEach(provider -> assertThat(provider.get()).isInstanceOf(provider.type()));
  }

  @Test
  void anEmptyModelSaysSo() {
    MlpClassifierModel empty = new MlpClassifierModel();
    assertThat(empty.toString()).contains("network=none");
    assertThatThrownBy(empty::numClasses).hasMessage("this model is empty; fit or load one");
  }
}
