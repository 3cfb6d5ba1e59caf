package org.summand.benchmarks.tabular;

import java.util.Optional;
import org.summand.benchmarks.CommandWord;

/** The systems that learn, each with its defaults. */
enum Learner {
  SUMMAND("Summand", "`summand train` with the table, the label, the seed, and two threads"),
  SKLEARN_PERCEPTRON(
      "scikit-learn's perceptron",
      "`MLPClassifier`, `MLPRegressor`, after median and standardisation of numbers and an input for"
          + " each word"),
  HIST_GRADIENT_BOOSTING(
      "HistGradientBoosting",
      "`HistGradientBoostingClassifier`, `…Regressor`, raw columns, words as categories"),
  XGBOOST("XGBoost", "`XGBClassifier`, `XGBRegressor`, raw columns, words as categories"),
  LIGHTGBM("LightGBM", "`LGBMClassifier`, `LGBMRegressor`, raw columns, words as categories"),
  MLLIB_PERCEPTRON(
      "MLlib's perceptron",
      "`MultilayerPerceptronClassifier`, one hidden layer of 100, after median and standardisation of"
          + " numbers and an input for each word"),
  MLLIB_GBT(
      "MLlib's boosted trees",
      "`GBTClassifier`, `GBTRegressor`, after medians, words as categories");

  private final String title;
  private final String how;

  Learner(String title, String how) {
    this.title = title;
    this.how = how;
  }

  static Optional<Learner> of(String name) {
    return CommandWord.find(Learner.class, name);
  }

  /** Its name on the command line. */
  String text() {
    return CommandWord.of(this);
  }

  /** Its name in tables. */
  String title() {
    return title;
  }

  /** How it is used, in Markdown. */
  String how() {
    return how;
  }

  /** Whether it is one of the boosted trees that Summand is to be level with. */
  boolean isRival() {
    return switch (this) {
      case HIST_GRADIENT_BOOSTING, XGBOOST, LIGHTGBM -> true;
      case SUMMAND, SKLEARN_PERCEPTRON, MLLIB_PERCEPTRON, MLLIB_GBT -> false;
    };
  }

  /** Whether it has anything for a task. */
  boolean learns(Task task) {
    return this != MLLIB_PERCEPTRON || task == Task.CLASS;
  }
}
