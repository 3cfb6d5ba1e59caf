package org.summand.benchmarks;

import java.util.Optional;

/** The systems there are, and where they are built. */
enum SystemName {
  SUMMAND("Summand", "spark"),
  MLLIB("Spark MLlib", "spark"),
  MLLIB_AS_IT_COMES("Spark MLlib, as it comes", "spark"),
  PYTORCH("PyTorch through DJL", "pytorch"),
  DL4J("Deeplearning4j", "dl4j");

  private final String title;
  private final String folder;

  SystemName(String title, String folder) {
    this.title = title;
    this.folder = folder;
  }

  static Optional<SystemName> of(String name) {
    return CommandWord.find(SystemName.class, name);
  }

  /** Its name on the command line. */
  String text() {
    return CommandWord.of(this);
  }

  /** Its name in tables. */
  String title() {
    return title;
  }

  /** The folder of its module, among the benchmarks. */
  String folder() {
    return folder;
  }

  /** Whether a workload asks anything of it. */
  boolean takesPartIn(Workload workload) {
    return this == SUMMAND || workload.perceptron().isPresent();
  }
}
