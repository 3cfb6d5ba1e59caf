package io.summand.cli;

import org.apache.logging.log4j.LogManager;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Spark, once the process has been told to end. */
final class SparkAtTheEnd {
  private SparkAtTheEnd() {}

  /** What fails now fails because the process ends, which is said once and in words. */
  static void silence() {
    try {
      LogManager.shutdown();
    } catch (LinkageError anotherLog) {
      // A distribution may log by something else; then its words remain.
    }
  }

  /** Cuts short what Spark does, and with it whoever waits for that. */
  static void cancelJobs() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    if (session.isEmpty()) {
      return;
    }
    try {
      session.get().sparkContext().cancelAllJobs();
    } catch (IllegalStateException stopped) {
      // The command has come as far as that by itself.
    }
  }
}
