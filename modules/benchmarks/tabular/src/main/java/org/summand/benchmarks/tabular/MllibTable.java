package org.summand.benchmarks.tabular;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table made ready for MLlib, by what its training part told: a number that is missing becomes
 * the median; of words, the perceptron gets an input each and trees a category, and of numbers, the
 * perceptron those with mean 0 and deviation 1. A label of numbers is standardised.
 */
final class MllibTable {
  static final String FEATURES = "features";
  static final String TARGET = "target";
  private static final String LABEL = "label";

  private final SparkSession spark;
  private final Task task;
  private final StructType schema;
  private final List<String> numbers = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private PipelineModel columns;
  private Dataset<Row> training;
  private String[] classes = {};
  private double mean;
  private double deviation = 1;

  private MllibTable(SparkSession spark, Path training, String label, Task task) {
    this.spark = spark;
    this.task = task;
    StructType inferred = csv().option("inferSchema", true).csv(training.toString()).schema();
    StructType typed = new StructType();
    for (int c = 0; c < inferred.length(); c++) {
      StructField field = inferred.fields()[c];
      boolean isLabel = field.name().equals(label);
      boolean isNumber = isLabel ? task == Task.NUMBER : field.dataType() instanceof NumericType;
      DataType type = isNumber ? DataTypes.DoubleType : DataTypes.StringType;
      // Named by its place, because names may hold anything.
      String name = isLabel ? LABEL : "c" + c;
      typed = typed.add(name, type);
      if (!isLabel) {
        (isNumber ? numbers : words).add(name);
      }
    }
    schema = typed;
  }

  /** Reads the training part and learns from it what becomes of the columns. */
  static MllibTable learnedFrom(
      SparkSession spark, Path training, String label, Task task, Learner learner) {
    MllibTable table = new MllibTable(spark, training, label, task);
    Dataset<Row> rows = table.withTarget(table.read(training).repartition(Trainer.THREADS));
    rows.persist();
    table.columns =
        new Pipeline().setStages(table.stages(learner).toArray(PipelineStage[]::new)).fit(rows);
    table.training = table.columns.transform(rows).select(FEATURES, TARGET).persist();
    return table;
  }

  private DataFrameReader csv() {
    // One task a file, which keeps the order of its rows.
    return spark.read().option("header", true).option("escape", "\"").option("multiLine", true);
  }

  private Dataset<Row> read(Path file) {
    return csv().schema(schema).csv(file.toString());
  }

  private Dataset<Row> withTarget(Dataset<Row> rows) {
    if (task == Task.CLASS) {
      StringIndexerModel indexer =
          new StringIndexer()
              .setInputCol(LABEL)
              .setOutputCol(TARGET)
              .setStringOrderType("alphabetAsc")
              .fit(rows);
      classes = indexer.labelsArray()[0];
      return indexer.transform(rows);
    }
    Row moments = rows.agg(avg(LABEL), stddev_pop(LABEL)).head();
    mean = moments.getDouble(0);
    deviation = moments.getDouble(1);
    return rows.withColumn(TARGET, col(LABEL).minus(lit(mean)).divide(lit(deviation)));
  }

  private List<PipelineStage> stages(Learner learner) {
    boolean isPerceptron = learner == Learner.MLLIB_PERCEPTRON;
    List<PipelineStage> stages = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    if (!numbers.isEmpty()) {
      addNumbers(isPerceptron, stages, inputs);
    }
    if (!words.isEmpty()) {
      addWords(isPerceptron, stages, inputs);
    }
    stages.add(assembler(inputs.toArray(String[]::new), FEATURES));
    return stages;
  }

  private void addNumbers(boolean scaled, List<PipelineStage> stages, List<String> inputs) {
    String[] filled = names(numbers, "_filled");
    stages.add(
        new Imputer().setStrategy("median").setInputCols(names(numbers, "")).setOutputCols(filled));
    if (scaled) {
      stages.add(assembler(filled, "filled"));
      stages.add(
          new StandardScaler().setWithMean(true).setInputCol("filled").setOutputCol("scaled"));
      inputs.add("scaled");
    } else {
      inputs.addAll(List.of(filled));
    }
  }

  private void addWords(boolean apart, List<PipelineStage> stages, List<String> inputs) {
    String[] indices = names(words, "_index");
    // Words that come later share a category.
    stages.add(
        new StringIndexer()
            .setHandleInvalid("keep")
            .setInputCols(names(words, ""))
            .setOutputCols(indices));
    if (apart) {
      String[] ones = names(words, "_ones");
      stages.add(new OneHotEncoder().setInputCols(indices).setOutputCols(ones));
      inputs.addAll(List.of(ones));
    } else {
      inputs.addAll(List.of(indices));
    }
  }

  private static VectorAssembler assembler(String[] inputs, String output) {
    return new VectorAssembler().setInputCols(inputs).setOutputCol(output);
  }

  private static String[] names(List<String> columns, String ending) {
    return columns.stream().map(name -> name + ending).toArray(String[]::new);
  }

  /** The features and targets to learn from. */
  Dataset<Row> training() {
    return training;
  }

  /** The features of another file, in the order of its rows. */
  Dataset<Row> features(Path file) {
    return columns.transform(read(file)).select(FEATURES);
  }

  /** The words of the classes, in the order of the targets; none of numbers. */
  String[] classes() {
    return classes;
  }

  /** The most words that a column has, with the place of those that come later. */
  int mostWords() {
    return Stream.of(columns.stages())
        .filter(StringIndexerModel.class::isInstance)
        .flatMap(stage -> Stream.of(((StringIndexerModel) stage).labelsArray()))
        .mapToInt(labels -> labels.length + 1)
        .max()
        .orElse(0);
  }

  /** A prediction in the label's own unit. */
  double inUnits(double prediction) {
    return prediction * deviation + mean;
  }

  Task task() {
    return task;
  }
}
