package org.summand.spark.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import scala.Option;

/** How Spark's transport is set up for resident tasks. */
class TransportTest {
  /** Spark keeps the milliseconds in an int; those of a month are negative there. */
  @Test
  void aTaskMayWaitForWeeksForItsNextWeights() {
    SparkConf conf = new SparkConf(false);
    Transport transport =
        new Transport(
            conf,
            new SecurityManager(
                conf, Option.empty(), SecurityManager.$lessinit$greater$default$3()));
    assertThat((long) transport.conf().connectionTimeoutMs())
        .isGreaterThan(TimeUnit.DAYS.toMillis(20));
  }
}
