package org.summand.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Makes executors that are told so slow to leave: between the end of their thread pool, which turns
 * away what is sent to it, and that of their process.
 */
public final class SlowToLeave implements SparkPlugin {
  private static final long MILLIS = 3000;

  private static volatile boolean lingers;

  /** Makes the executor of this process slow. */
  static void linger() {
    lingers = true;
  }

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void shutdown() {
        if (lingers) {
          try {
            Thread.sleep(MILLIS);
          } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
          }
        }
      }
    };
  }
}
