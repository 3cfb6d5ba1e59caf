package org.summand.spark;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * A standalone master and two workers in this JVM, whose executors are processes of their own. Each
 * worker has another address of the loopback interface, because Spark does not speculate on the
 * host of the slow task; what {@code local-cluster} starts has one.
 */
final class LoopbackCluster {
  static final int EXECUTORS = 2;

  private final String master;
  private final int memoryMiB;

  /**
   * @param folder where executors keep their logs
   * @param cores the tasks that an executor runs at the same time
   * @param memoryMiB the heap of an executor
   */
  LoopbackCluster(Path folder, int cores, int memoryMiB) {
    this.memoryMiB = memoryMiB;
    SparkConf conf = new SparkConf();
    RpcEnv environment = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    master = "spark://" + environment.address().hostPort();
    for (int w = 1; w <= EXECUTORS; w++) {
      Worker.startRpcEnvAndEndpoint(
          "127.0.0." + (1 + w),
          0,
          0,
          cores,
          memoryMiB,
          new String[] {master},
          folder.toString(),
          Option.apply(w),
          conf,
          Option.empty());
    }
  }

  /** What an application on this cluster needs to be told. */
  SparkConf conf() {
    return new SparkConf()
        .setAppName("summand tests")
        .setMaster(master)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.executor.memory", memoryMiB + "m");
  }
}
