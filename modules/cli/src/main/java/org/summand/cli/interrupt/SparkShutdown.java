package org.summand.cli.interrupt;

import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Silences Spark and cancels its jobs in a process that was interrupted. */
final class SparkShutdown {
  /** Log4j's name of the logger above all others. */
  private static final String ALL_LOGGERS = "";

  private SparkShutdown() {}

  /** Turns logging off: what fails now fails because the process ends, which one line says. */
  static void silence() {
    try {
      // By name, as a distribution may log by something else; then its words remain.
      Class<?> level = Class.forName("org.apache.logging.log4j.Level");
      Class.forName("org.apache.logging.log4j.core.config.Configurator")
          .getMethod("setAllLevels", String.class, level)
          .invoke(null, ALL_LOGGERS, level.getField("OFF").get(null));
    } catch (ReflectiveOperationException | LinkageError anotherLog) {
      return;
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
