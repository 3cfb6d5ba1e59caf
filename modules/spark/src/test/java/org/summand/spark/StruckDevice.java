package org.summand.spark;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.compute.Device;
import org.summand.compute.DeviceProvider;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * The CPU, except that a {@link Fault} strikes one shard in the middle of a step or a validation,
 * before its answer is handed in. It is found only by executors that were told of a folder in which
 * strikes leave their files.
 */
public final class StruckDevice implements Device, DeviceProvider {
  static final String NAME = "struck:0";

  /** The system property that names the folder. */
  static final String FOLDER = "summand.test.faults";

  private static final String FAULT = "summand.test.fault";
  private static final String RUN = "summand.test.run";

  /** How many gradients of its shard each run has computed in this JVM, handed in or not. */
  private static final ConcurrentHashMap<String, AtomicInteger> COMPUTED =
      new ConcurrentHashMap<>();

  /** Tells the tasks of the jobs that this thread starts what strikes them. */
  static void announce(JavaSparkContext spark, Fault fault, String run) {
    spark.setLocalProperty(FAULT, fault.name());
    spark.setLocalProperty(RUN, run);
  }

  @Override
  public String kind() {
    return "struck";
  }

  @Override
  public List<Device> devices(Consumer<String> refused) {
    return System.getProperty(FOLDER) == null ? List.of() : List.of(this);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the CPU, struck by faults";
  }

  @Override
  public Workspace open(Footprint footprint) {
    Workspace cpu = new CpuDevice().open(footprint);
    return (Workspace)
        Proxy.newProxyInstance(
            Workspace.class.getClassLoader(),
            new Class<?>[] {Workspace.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("takeGradient")) {
                strikeIfDue(false);
              } else if (method.getName().equals("read")) {
                // The outputs of a network, which steps leave on the device.
                strikeIfDue(true);
              }
              try {
                return method.invoke(cpu, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static void strikeIfDue(boolean validates) throws IOException, InterruptedException {
    TaskContext task = TaskContext.get();
    String run = task.getLocalProperty(RUN);
    if (run == null || task.partitionId() != Fault.SHARD || task.attemptNumber() > 0) {
      return;
    }
    Path folder = Path.of(System.getProperty(FOLDER));
    Fault fault = Fault.valueOf(task.getLocalProperty(FAULT));
    if (fault.isOfValidation() != validates) {
      return;
    }
    int computed = COMPUTED.computeIfAbsent(run, first -> new AtomicInteger()).incrementAndGet();
    if ((validates || computed >= Fault.STEP) && fault.isDue(folder, run)) {
      fault.strike(folder);
    }
  }
}
