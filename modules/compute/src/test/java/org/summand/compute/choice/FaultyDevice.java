package org.summand.compute.choice;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * The CPU with a fault in one operation of its workspaces.
 *
 * @param operation the name of the operation
 * @param fault what happens instead
 */
record FaultyDevice(String operation, Fault fault) implements Device {
  /** What happens when the operation is called; the CPU's own is there to be used. */
  @FunctionalInterface
  interface Fault {
    Object call(Workspace cpu, Method operation, Object[] operands)
        throws ReflectiveOperationException;
  }

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public String description() {
    return "the CPU with a fault in " + operation;
  }

  @Override
  public Workspace open(Footprint footprint) {
    Workspace cpu = CpuDevice.portable().open(footprint);
    return (Workspace)
        Proxy.newProxyInstance(
            Workspace.class.getClassLoader(),
            new Class<?>[] {Workspace.class},
            (proxy, called, operands) -> {
              try {
                return called.getName().equals(operation)
                    ? fault.call(cpu, called, operands)
                    : called.invoke(cpu, operands);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
