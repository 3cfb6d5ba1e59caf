package org.summand.spark.resident;

import java.util.Optional;

/**
 * The link of a task in the driver's own JVM: requests and answers are handed over by reference.
 */
final class LocalDriverLink implements DriverLink {
  /** About as long as the driver takes for a step of its own, the optimiser's. */
  private static final long LOOK_OUT_NANOS = 1_000_000;

  private final StepCoordinator coordinator;
  private final long lookOutNanos;

  LocalDriverLink(StepCoordinator coordinator) {
    this.coordinator = coordinator;
    boolean hasCores = coordinator.tasks() <= Runtime.getRuntime().availableProcessors();
    lookOutNanos = hasCores ? LOOK_OUT_NANOS : 0;
  }

  @Override
  public void arrive(int task) {
    coordinator.arrive(task);
  }

  @Override
  public Optional<Request> after(long number) throws InterruptedException {
    lookOut(number);
    while (coordinator.isToCome(number)) {
      coordinator.awaitAfter(number, LOOK_UP_MILLIS);
      DriverLink.endIfKilled();
    }
    return coordinator.request();
  }

  /**
   * Waits for a little while without going to sleep. The driver wakes a sleeper on its own core,
   * where two tasks may then stand behind each other until the system moves one; a thread that is
   * awake keeps the core it has. It lets go of it for whoever else has work; where there are more
   * tasks than cores, that would be other tasks, and it sleeps at once.
   */
  private void lookOut(long number) {
    long until = System.nanoTime() + lookOutNanos;
    while (coordinator.isToCome(number) && System.nanoTime() < until) {
      Thread.yield();
    }
  }

  @Override
  public void deliver(int task, long request, Answer answer) {
    coordinator.deliver(task, request, answer);
  }
}
