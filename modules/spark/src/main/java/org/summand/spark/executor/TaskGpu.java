package org.summand.spark.executor;

import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The GPU that Spark has given to a task, where GPUs are a scheduled resource ({@code
 * spark.executor.resource.gpu.*}, {@code spark.task.resource.gpu.amount}). Its address is the
 * number that {@code deploy/gpu/discover-opencl-gpus.sh} printed, which is the device's own.
 */
final class TaskGpu {
  private static final String RESOURCE = "gpu";
  private static final String KIND = "opencl";

  private TaskGpu() {}

  /** The name of the device; empty outside a task, and where Spark hands out no GPUs. */
  static Optional<String> deviceName() {
    TaskContext task = TaskContext.get();
    if (task == null) {
      return Optional.empty();
    }
    ResourceInformation gpus = task.resourcesJMap().get(RESOURCE);
    return gpus == null || gpus.addresses().length == 0
        ? Optional.empty()
        : Optional.of(KIND + ":" + gpus.addresses()[0]);
  }

  /** Whether a request names the kind of device and leaves open which. */
  static boolean isKind(String request) {
    return request.strip().equalsIgnoreCase(KIND);
  }
}
