package org.summand.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;

/** Data, checkpoints, models and predictions on an HDFS. */
@Tag("slow")
class HdfsIT {
  private static final Path DIGITS = Checkout.at("conf/data/digits.csv.gz");
  private static final String ON_HDFS = "/digits.csv.gz";
  private static final org.apache.hadoop.fs.Path CHECKPOINTS =
      new org.apache.hadoop.fs.Path("/checkpoints");

  @TempDir private static Path folder;
  private static MiniHdfs hdfs;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void up() throws IOException, InterruptedException {
    hdfs = MiniHdfs.start(folder.resolve("hdfs"));
    hdfs.files()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(DIGITS.toUri()), new org.apache.hadoop.fs.Path(ON_HDFS));
    cluster = StandaloneCluster.up(folder.resolve("cluster"), "--workers", "2");
  }

  @AfterAll
  static void down() {
    if (cluster != null) {
      cluster.close();
    }
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @Test
  void aRunWhoseDriverIsKilledGoesOnFromHdfsToTheSameBitsAndItsModelPredictsThere()
      throws IOException, InterruptedException {
    Program.inOneProcess(Requests.digits(DIGITS, folder.resolve("local")));
    List<Object> request =
        Requests.digits(
            hdfs.at(ON_HDFS),
            hdfs.at("/model"),
            "--set",
            "checkpoint.path=" + hdfs.at(CHECKPOINTS.toString()));
    killAfterTwoCheckpoints(cluster.startSubmit(request));
    FileSystem files = hdfs.files();
    assertThat(files.exists(new org.apache.hadoop.fs.Path("/model"))).isFalse();

    request.add("--resume");
    Cli.Result resumed = cluster.submit(request);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    files.copyToLocalFile(
        new org.apache.hadoop.fs.Path("/model"),
        new org.apache.hadoop.fs.Path(folder.resolve("from-hdfs").toUri()));
    assertThat(SavedModel.in(folder.resolve("from-hdfs")).weights())
        .isEqualTo(SavedModel.in(folder.resolve("local")).weights());
    modelPredicts();
  }

  private static void killAfterTwoCheckpoints(Program driver)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (checkpoints() < 2 && driver.runs() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    driver.kill();
    Cli.Result killed = driver.result();
    assertThat(killed.exitCode()).as(killed.err()).isEqualTo(128 + 9);
  }

  private static int checkpoints() throws IOException {
    FileSystem files = hdfs.files();
    int complete = 0;
    if (files.exists(CHECKPOINTS)) {
      for (FileStatus checkpoint : files.listStatus(CHECKPOINTS)) {
        complete += checkpoint.getPath().getName().startsWith("step-") ? 1 : 0;
      }
    }
    return complete;
  }

  private static void modelPredicts() throws IOException {
    Cli.Result evaluated =
        Cli.run("evaluate", "--model", hdfs.at("/model"), "--data", hdfs.at(ON_HDFS), "--json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.json().get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.97);

    Cli.Result predicted =
        Cli.run(
            "predict",
            "--model",
            hdfs.at("/model"),
            "--data",
            hdfs.at(ON_HDFS),
            "--out",
            hdfs.at("/predictions"));
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(Cli.spark().read().option("header", true).csv(hdfs.at("/predictions")).count())
        .isEqualTo(1797);
  }
}
