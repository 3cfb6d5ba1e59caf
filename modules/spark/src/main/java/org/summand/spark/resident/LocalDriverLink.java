package org.summand.spark.resident;

import java.util.Optional;
import org.summand.train.gradient.PartialSums;

/**
 * The link of a task in the driver's own JVM: weights and partial gradients are handed over by
 * reference.
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
  public void arrive(int number) {
    coordinator.arrive(number);
  }

  @Override
  public Optional<StepWeights> after(long step) throws InterruptedException {
    lookOut(step);
    while (coordinator.isToCome(step)) {
      coordinator.awaitAfter(step, LOOK_UP_MILLIS);
      DriverLink.endIfKilled();
    }
    return coordinator.answer();
  }

  /**
   * Waits for a little while without going to sleep. The driver wakes a sleeper on its own core,
   * where two tasks may then stand behind each other until the system moves one; a thread that is
   * awake keeps the core it has. It lets go of it for whoever else has work; where there are more
   * tasks than cores, that would be other tasks, and it sleeps at once.
   */
  private void lookOut(long step) {
    long until = System.nanoTime() + lookOutNanos;
    while (coordinator.isToCome(step) && System.nanoTime() < until) {
      Thread.yield();
    }
  }

  @Override
  public void deliver(int number, long step, PartialSums sums) {
    coordinator.deliver(number, step, sums);
  }
}
