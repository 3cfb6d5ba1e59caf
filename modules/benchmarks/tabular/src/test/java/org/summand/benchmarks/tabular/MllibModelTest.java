package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MllibModelTest {
  private static final int ROWS = 600;

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = MllibProcess.session();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** A word and a number decide; numbers and words are missing, and words are new in the test. */
  private Parts parts(Task task) throws IOException {
    List<String> lines = new ArrayList<>(List.of("\"a, b\",x.1,word,y"));
    for (int i = 0; i < ROWS; i++) {
      double x = Math.sin(i);
      String word = i % 50 == 0 ? "" : Parts.isTest(i) && i % 20 == 0 ? "new" : "w" + i % 3;
      double value = 50_000 + 1000 * (x + (i % 3 == 0 ? 2 : 0));
      lines.add(
          "%s,%d,%s,%s"
              .formatted(
                  i % 7 == 0 ? "" : String.valueOf(x),
                  i % 10,
                  word,
                  task == Task.NUMBER ? value : value > 51_000 ? "\"so, yes\"" : "no"));
    }
    Files.write(folder.resolve("t.csv"), lines);
    return Parts.of(new OpenTable("t.csv", "y", task), folder, folder);
  }

  private double loss(Task task, Learner learner) throws IOException {
    Parts parts = parts(task);
    MllibTable table = MllibTable.learnedFrom(spark, parts.training(), "y", task, learner);
    Path predictions = folder.resolve("predictions.csv");
    MllibModel.train(table, learner, 1).predict(parts.test(), predictions);
    return task.loss(Score.of(parts, predictions).rowLosses());
  }

  @Test
  void tablesAreLearnedAsTheyCome() throws IOException {
    assertThat(loss(Task.CLASS, Learner.MLLIB_PERCEPTRON)).isLessThan(0.1);
    assertThat(loss(Task.CLASS, Learner.MLLIB_GBT)).isLessThan(0.1);
    // The labels' own deviation is about 1,200; a quarter of the rows lack something.
    assertThat(loss(Task.NUMBER, Learner.MLLIB_GBT)).isLessThan(700);
  }
}
