package org.summand.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.train.TrainingLoop;
import org.summand.train.checkpoint.Checkpoint;
import org.summand.train.checkpoint.CheckpointLock;
import org.summand.train.gradient.GradientSource;
import org.summand.train.optim.TrainingState;

/**
 * A run that keeps checkpoints, in a directory that is its own as long as it lasts, and goes on
 * from the last where it is to.
 *
 * @param when when they are kept, and where
 * @param observer sees the steps
 * @param stepsPerEpoch the steps of an epoch
 * @param listener hears how it goes
 */
record CheckpointedRun(
    CheckpointPolicy when, EpochObserver observer, long stepsPerEpoch, TrainingListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointedRun.class);

  /** Runs to the last step, or until somebody wants to stop. */
  TrainingState run(TrainingLoop loop, TrainingState initial, GradientSource source) {
    CheckpointLock lock = lock();
    try {
      TrainingState first = when.resume() ? resumed(initial) : initial;
      CheckpointObserver keeper =
          new CheckpointObserver(
              when, observer, stepsPerEpoch, loop.steps(), first.step(), listener::checkpointKept);
      TrainingState last = loop.run(first, source, keeper);
      keeper.end(last);
      return last;
    } finally {
      lock.close();
    }
  }

  private CheckpointLock lock() {
    try {
      return when.checkpoints().lock(LOG::warn);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused.getMessage(), refused);
    }
  }

  private TrainingState resumed(TrainingState initial) {
    try {
      Optional<Checkpoint> last = when.checkpoints().last(initial.moments().size());
      if (last.isEmpty()) {
        listener.beginsAnew();
        return initial;
      }
      Checkpoint checkpoint = last.get();
      observer.restore(checkpoint.progress());
      LOG.info("Training goes on after step {}.", checkpoint.state().step());
      listener.goesOn(checkpoint.state().step(), observer.reports());
      return checkpoint.state();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the checkpoints cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
