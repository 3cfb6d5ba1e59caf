package org.summand.cli.run;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.summand.cli.config.RequestException;
import org.summand.cli.interrupt.Interruption;
import org.summand.compute.choice.Devices;
import org.summand.spark.cluster.RecommendedSettings;

/**
 * Spark, started when it is first needed, because that takes seconds in which a wrong request could
 * long have been refused. A session that runs already is used and left running.
 */
public final class LazySparkSession implements AutoCloseable {
  private static final String MASTER = "spark.master";
  private static final String LOOPBACK = "127.0.0.1";

  private final SparkConf conf;
  private SparkSession started;

  /**
   * @param settings Spark's own; what spark-submit was told goes first
   */
  public LazySparkSession(Map<String, String> settings) {
    Interruption.goBeforeSpark();
    conf = new SparkConf();
    settings.forEach(conf::setIfMissing);
    conf.setIfMissing(MASTER, "local[*]");
    conf.setIfMissing("spark.app.name", "summand");
    // Columns named a and A are two, as they are to everyone else.
    conf.setIfMissing("spark.sql.caseSensitive", "true");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    RecommendedSettings.addTo(conf);
    takeSecretOfWorker();
    if (isLocal()) {
      // Nobody else has a use for the ports of a process that runs alone.
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", LOOPBACK);
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    }
  }

  /**
   * A standalone worker hands the cluster's secret to a driver by the environment, as a command
   * line can be read by all; but Spark asks that driver for it among the settings.
   */
  private void takeSecretOfWorker() {
    String secret = System.getenv("_SPARK_AUTH_SECRET");
    boolean authenticates = conf.getBoolean("spark.authenticate", false);
    if (secret != null && authenticates && conf.get(MASTER).startsWith("spark://")) {
      conf.setIfMissing("spark.authenticate.secret", secret);
    }
  }

  /** Where paths lead, without starting Spark. */
  public Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  /** Spark. */
  public SparkSession spark() {
    if (SparkSession.getDefaultSession().isDefined()) {
      return SparkSession.getDefaultSession().get();
    }
    started = SparkSession.builder().config(conf).getOrCreate();
    Interruption.check();
    return started;
  }

  /** Spark below its tables. */
  public JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark().sparkContext());
  }

  /**
   * Checks that a device is there, where this process is the one that will use it. {@code auto} and
   * {@code cpu} are there always, so nothing is tried for them.
   *
   * @throws RequestException naming those that are
   */
  void requireDevice(String name) {
    if (!isLocal() || Devices.isAlwaysThere(name)) {
      return;
    }
    try {
      Devices.choose(name).close();
    } catch (IllegalArgumentException unknown) {
      throw new RequestException("train.device: " + unknown.getMessage(), unknown);
    }
  }

  /** Whether there is no cluster to use: what is quick to do may be done in this process. */
  public boolean isAlone() {
    return isLocal();
  }

  private boolean isLocal() {
    return conf.get(MASTER).startsWith("local");
  }

  @Override
  public void close() {
    if (started != null) {
      started.stop();
    }
  }
}
