package org.summand.spark.ml;

import org.apache.spark.ml.param.Param;
import org.summand.data.Folds;
import org.summand.nn.Parametrization;
import org.summand.train.BestBy;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/** Changes settings to what the parameters of an estimator say, where they are set. */
final class EstimatorSettings {
  private final MlpEstimator<?, ?> from;

  EstimatorSettings(MlpEstimator<?, ?> from) {
    this.from = from;
  }

  TrainingSettings overlay(TrainingSettings base) {
    return new TrainingSettings(
        base.network(),
        isSet(from.parametrization())
            ? Parametrization.of(from.getParametrization())
            : base.parametrization(),
        isSet(from.epochs()) ? from.getEpochs() : base.epochs(),
        isSet(from.batchSize()) ? from.getBatchSize() : base.batchSize(),
        isSet(from.folds()) ? new Folds(from.getFolds()) : base.folds(),
        isSet(from.seed()) ? from.getSeed() : base.seed(),
        from.labelSmoothing(base.labelSmoothing()),
        overlay(base.optimizer()),
        overlay(base.schedule()),
        isSet(from.device()) ? from.getDevice() : base.device());
  }

  EarlyStopping overlay(EarlyStopping base) {
    return new EarlyStopping(
        isSet(from.patience()) ? from.getPatience() : base.patience(),
        isSet(from.tol()) ? from.getTol() : base.tolerance(),
        isSet(from.bestBy()) ? BestBy.of(from.getBestBy()) : base.bestBy());
  }

  private OptimizerSettings overlay(OptimizerSettings base) {
    return new OptimizerSettings(
        isSet(from.solver()) ? OptimizerSettings.Kind.of(from.getSolver()) : base.kind(),
        number(from.momentum(), base.momentum()),
        number(from.beta1(), base.beta1()),
        number(from.beta2(), base.beta2()),
        number(from.decay(), base.decay()),
        number(from.epsilon(), base.epsilon()),
        number(from.regParam(), base.l2()),
        number(from.weightDecay(), base.weightDecay()),
        number(from.clipNorm(), base.clipNorm()));
  }

  private ScheduleSettings overlay(ScheduleSettings base) {
    return new ScheduleSettings(
        isSet(from.schedule()) ? ScheduleSettings.Kind.of(from.getSchedule()) : base.kind(),
        number(from.stepSize(), base.rate()),
        number(from.scheduleFactor(), base.factor()),
        isSet(from.scheduleEvery()) ? from.getScheduleEvery() : base.every(),
        number(from.scheduleFloor(), base.floor()),
        isSet(from.warmUp()) ? from.getWarmUp() : base.warmUp());
  }

  private boolean isSet(Param<?> param) {
    return from.isSet(param);
  }

  private float number(Param<?> param, float otherwise) {
    return isSet(param) ? ((Number) from.getOrDefault(param)).floatValue() : otherwise;
  }
}
