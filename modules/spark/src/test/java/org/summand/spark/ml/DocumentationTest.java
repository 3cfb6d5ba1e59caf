package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.spark.SharedSpark;

/** {@code docs/spark-ml.md} tells the truth: its examples run, its table is that of the code. */
class DocumentationTest {
  @TempDir private Path directory;

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/spark-ml.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/spark-ml.md");
  }

  /** The n-th example in a language, from 1, cut into its imports and the rest. */
  private static List<String> example(String language, int number) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n((?:import [^\n]*\n|\n)*)(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page()));
    for (int i = 0; i < number; i++) {
      assertThat(block.find()).isTrue();
    }
    return List.of(block.group(1), block.group(2));
  }

  private static Dataset<Row> rings(long seed) {
    List<Row> rows =
        Tables.ringRows(300, 2, seed).stream()
            .map(
                row -> {
                  double[] at = row.<Vector>getAs(0).toArray();
                  String kind = row.getDouble(1) == 0 ? "inner" : "outer";
                  return RowFactory.create(at[0], at[1], kind);
                })
            .toList();
    StructType schema =
        new StructType()
            .add("x", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType)
            .add("kind", DataTypes.StringType);
    return Tables.of(schema, rows);
  }

  private Dataset<Row> runExample(Dataset<Row> train, Dataset<Row> test) throws Exception {
    return runExample("Example", train, test);
  }

  @SuppressWarnings("unchecked")
  private Dataset<Row> runExample(String name, Dataset<Row> train, Dataset<Row> test)
      throws Exception {
    SharedSpark.session();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      return (Dataset<Row>)
          loader
              .loadClass(name)
              .getMethod("run", Dataset.class, Dataset.class, String.class)
              .invoke(null, train, test, directory.resolve("model").toString());
    }
  }

  @Test
  void theJavaExamplesRun() throws Exception {
    compileJava(example("java", 1));
    assertThat(runExample(rings(1), rings(2)).filter("answer = kind").count()).isGreaterThan(290);
    compileJava(example("java", 2));
    Dataset<Row> answers = runExample(MixedTables.of(300, 1), MixedTables.of(300, 2));
    assertThat(answers.filter("answer = kind").count()).isGreaterThan(260);
  }

  /** Half of the grid hardly learns, and is not what cross-validation takes. */
  @Test
  void theJavaExampleOfASearchRuns() throws Exception {
    compileJava(example("java", 3));
    Dataset<Row> worth = runExample(MixedTables.of(300, 1), MixedTables.of(300, 2));
    assertThat(worth.filter("abs(prediction - worth) < 50000").count()).isGreaterThan(260);
  }

  private void compileJava(List<String> example) throws IOException {
    Path source = directory.resolve("Example.java");
    Files.writeString(
        source,
        example.get(0)
            + "import org.apache.spark.sql.Dataset;\nimport org.apache.spark.sql.Row;\n"
            + "public class Example {\n"
            + "public static Dataset<Row> run(Dataset<Row> train, Dataset<Row> test, String path)"
            + " throws Exception {\n"
            + example.get(1)
            + "return predictions; } }\n");
    assertThat(compile(source)).isZero();
  }

  @Test
  void theJavaOfTheReadmeCompiles() throws IOException {
    Path readme = page().getParent().getParent().resolve("README.md");
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(readme));
    StringBuilder source =
        new StringBuilder(
            "import org.summand.data.*; import org.summand.nn.*; import org.summand.spark.*;"
                + " import org.summand.spark.ml.*; import org.summand.spark.shard.*;"
                + " import org.summand.spark.table.*; import org.summand.train.*; import java.util.*;"
                + " import org.apache.spark.api.java.JavaSparkContext;"
                + " import org.apache.spark.sql.Dataset; import org.apache.spark.sql.Row;\n"
                + "class Readme {\n");
    int blocks = 0;
    while (block.find()) {
      source
          .append("void example" + ++blocks)
          .append("(Dataset<Row> table, JavaSparkContext spark) {\n")
          .append(block.group(1))
          .append("}\n");
    }
    assertThat(blocks).isEqualTo(2);
    Path file = directory.resolve("Readme.java");
    Files.writeString(file, source.append("}\n"));
    assertThat(compile(file)).isZero();
  }

  private int compile(Path source) {
    return ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            directory.toString(),
            source.toString());
  }

  @Test
  void theScalaExamplesRun() throws Exception {
    // In one go: the compiler takes longer to read Spark's classes than these.
    compileScala(List.of(example("scala", 1), example("scala", 2)));
    Dataset<Row> rings = runExample("Example1", rings(1), rings(2));
    assertThat(rings.filter("label = prediction").count()).isGreaterThan(290);
    Dataset<Row> worth = runExample("Example2", MixedTables.of(600, 1), MixedTables.of(300, 2));
    assertThat(worth.filter("abs(prediction - worth) < 50000").count()).isGreaterThan(260);
  }

  /** Makes objects Example1, Example2 and so on of them. */
  private void compileScala(List<List<String>> examples) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), "-d", directory.toString()));
    for (List<String> example : examples) {
      String name = "Example" + (words.size() - 3);
      Path source = directory.resolve(name + ".scala");
      Files.writeString(
          source,
          example.get(0)
              + "import org.apache.spark.sql.DataFrame\n"
              + ("object " + name + " {\n")
              + "def run(train: DataFrame, test: DataFrame, path: String): DataFrame = {\n"
              + example.get(1)
              + "predictions } }\n");
      words.add(source.toString());
    }
    assertThat(scala.tools.nsc.Main.process(words.toArray(String[]::new))).isTrue();
  }

  @Test
  void theTableNamesEveryParameterAsExplainParamsDoes() throws IOException {
    String text = Files.readString(page());
    int from = text.indexOf('\n', text.indexOf("<!-- parameters")) + 1;
    int to = text.indexOf("<!-- end of parameters -->");
    String updated = text.substring(0, from) + table() + text.substring(to);
    if (Boolean.getBoolean("summand.updateDocs")) {
      Files.writeString(page(), updated);
    }
    assertThat(Files.readString(page()))
        .as("run this test with -Dsummand.updateDocs=true")
        .isEqualTo(updated);
  }

  private static String table() {
    Params classifier = new MlpClassifier();
    Params regressor = new MlpRegressor();
    return Stream.concat(
            List.of(classifier.params()).stream(),
            List.of(regressor.params()).stream()
                .filter(param -> !classifier.hasParam(param.name())))
        .sorted(Comparator.comparing(Param::name))
        .map(
            param ->
                classifier.hasParam(param.name())
                    ? line(classifier, param, only(param, regressor, "classifier"))
                    : line(regressor, param, only(param, classifier, "regressor")))
        .collect(
            Collectors.joining("", "\n| parameter | meaning | default |\n|---|---|---|\n", "\n"));
  }

  private static String only(Param<?> param, Params other, String name) {
    return other.hasParam(param.name()) ? "" : " (" + name + " only)";
  }

  /** A line of explainParams, {@code name: meaning (default: value)}, as one of a table. */
  private static String line(Params params, Param<?> param, String only) {
    Matcher explained =
        Pattern.compile("(\\w+): (.*) \\((?:default: (.*)|undefined)\\)")
            .matcher(params.explainParam(param));
    assertThat(explained.matches()).isTrue();
    String meaning = explained.group(2) + only;
    String value = explained.group(3) == null ? "" : "`" + explained.group(3) + "`";
    return "| `" + explained.group(1) + "` | " + meaning + " | " + value + " |\n";
  }
}
