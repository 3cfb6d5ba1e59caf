package org.summand.train.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.summand.base.EnumText;
import org.summand.compute.Curves;
import org.summand.nn.Bins;
import org.summand.nn.Dense;
import org.summand.nn.Dropout;
import org.summand.nn.Layer;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;

/**
 * A setting that a search changes. What it is changed to is told by how much more or less it is
 * than where the search starts, so that one search serves the preset and a network that is said.
 */
public enum Knob {
  /** The units of the hidden layers, by factors. */
  WIDTH(1, 0.5, 1, 2) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return withHidden(settings, layer -> wider(layer, factor));
    }

    @Override
    String words(TrainingSettings settings) {
      return "width " + dense(settings).stream().mapToInt(Layer::outputs).max().orElse(0);
    }
  },

  /** A hidden layer more or less. */
  DEPTH(0, -1, 0, 1) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double more) {
      return deeper(settings, (int) more);
    }

    @Override
    String words(TrainingSettings settings) {
      int layers = dense(settings).size();
      return layers + (layers == 1 ? " hidden layer" : " hidden layers");
    }
  },

  /** The share of units that a step leaves out, by factors. */
  DROPOUT(1, 0, 0.5, 1, 2) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return withHidden(settings, layer -> droppingOut(layer, factor));
    }

    @Override
    String words(TrainingSettings settings) {
      return settings.network().hidden().stream()
          .filter(Dropout.class::isInstance)
          .map(layer -> "dropout " + digits(((Dropout) layer).rate()))
          .findFirst()
          .orElse("no dropout");
    }
  },

  /** What each number in bins becomes, by factors. */
  CURVES(1, 0.5, 1, 2) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return withHidden(settings, layer -> bent(layer, factor));
    }

    @Override
    String words(TrainingSettings settings) {
      return "curves by " + settings.network().curves().width();
    }
  },

  /** The learning rate, by factors. */
  RATE(1, 0.25, 0.5, 0.7, 1, 1.4, 2, 4) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return settings.withSchedule(
          settings.schedule().withRate((float) (settings.schedule().rate() * factor)));
    }

    @Override
    String words(TrainingSettings settings) {
      return "rate " + digits(settings.schedule().rate());
    }
  },

  /** The epochs, by factors. */
  EPOCHS(1, 0.5, 1, 2) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return settings.withEpochs(Math.max(1, (int) Math.round(settings.epochs() * factor)));
    }

    @Override
    String words(TrainingSettings settings) {
      return settings.epochs() + (settings.epochs() == 1 ? " epoch" : " epochs");
    }
  },

  /** The rows of a step, by factors. */
  BATCH(1, 0.5, 1, 2) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return settings.withBatchSize(Math.max(1, (int) (settings.batchSize() * factor)));
    }

    @Override
    String words(TrainingSettings settings) {
      return "batches of " + settings.batchSize();
    }
  },

  /** The decay of the weights, by factors. */
  DECAY(1, 0, 1, 5) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      OptimizerSettings optimizer = settings.optimizer();
      return optimizer.kind() == OptimizerSettings.Kind.ADAMW
          ? settings.withOptimizer(
              optimizer.withWeightDecay((float) (optimizer.weightDecay() * factor)))
          : settings;
    }

    @Override
    String words(TrainingSettings settings) {
      return "decay " + digits(settings.optimizer().weightDecay());
    }
  },

  /** How far labels of classes are smoothed, by factors. */
  SMOOTHING(1, 0, 1) {
    @Override
    TrainingSettings turned(TrainingSettings settings, double factor) {
      return settings.withLabelSmoothing((float) (settings.labelSmoothing() * factor));
    }

    @Override
    String words(TrainingSettings settings) {
      return "label smoothing " + digits(settings.labelSmoothing());
    }
  };

  /** Dropout beyond this leaves too little to learn from. */
  private static final float MOST_DROPOUT = 0.6f;

  private static final MathContext DIGITS = new MathContext(3);

  private final double start;
  private final double[] choices;

  /**
   * @param start the value that changes nothing
   * @param choices those that are tried, the start among them
   */
  Knob(double start, double... choices) {
    this.start = start;
    this.choices = choices;
  }

  /** The value that changes nothing. */
  public double start() {
    return start;
  }

  /** All values that are tried. */
  public double[] choices() {
    return choices.clone();
  }

  /** The settings with this one changed. */
  abstract TrainingSettings turned(TrainingSettings settings, double value);

  /** What it is, in words. */
  abstract String words(TrainingSettings settings);

  /** The name in files: lower case. */
  public String text() {
    return EnumText.of(this);
  }

  /**
   * The knobs that change anything.
   *
   * @param settings where the search starts
   * @param said changes settings to what the user says, which is not searched
   */
  public static Set<Knob> open(TrainingSettings settings, UnaryOperator<TrainingSettings> said) {
    Set<Knob> open = EnumSet.noneOf(Knob.class);
    for (Knob knob : values()) {
      for (double value : knob.choices) {
        if (!said.apply(knob.turned(settings, value)).equals(settings)) {
          open.add(knob);
        }
      }
    }
    return open;
  }

  private static List<Layer> dense(TrainingSettings settings) {
    return settings.network().hidden().stream().filter(Dense.class::isInstance).toList();
  }

  /** What becomes of each hidden layer; null to leave it out. */
  private static TrainingSettings withHidden(
      TrainingSettings settings, UnaryOperator<Layer> change) {
    List<Layer> hidden = new ArrayList<>();
    for (Layer layer : settings.network().hidden()) {
      Layer changed = change.apply(layer);
      if (changed != null) {
        hidden.add(changed);
      }
    }
    return settings.withNetwork(settings.network().withHidden(hidden));
  }

  private static Layer wider(Layer layer, double factor) {
    return layer instanceof Dense dense
        ? new Dense(
            dense.inputs(),
            Math.max(1, (int) (dense.outputs() * factor)),
            dense.activation(),
            dense.heads())
        : layer;
  }

  private static Layer droppingOut(Layer layer, double factor) {
    if (!(layer instanceof Dropout dropout)) {
      return layer;
    }
    float rate = (float) Math.min(Math.max(MOST_DROPOUT, dropout.rate()), dropout.rate() * factor);
    return rate > 0 ? new Dropout(dropout.inputs(), rate) : null;
  }

  private static Layer bent(Layer layer, double factor) {
    if (!(layer instanceof Bins bins) || bins.curves().width() == 0) {
      return layer;
    }
    int width = Math.max(1, (int) (bins.curves().width() * factor));
    return new Bins(bins.inputs(), new Curves(bins.curves().counts(), width));
  }

  /**
   * With the last hidden layer, and what stands behind it, once more, or with some fewer, but one.
   */
  private static TrainingSettings deeper(TrainingSettings settings, int more) {
    List<Layer> hidden = new ArrayList<>(settings.network().hidden());
    int[] dense =
        IntStream.range(0, hidden.size()).filter(i -> hidden.get(i) instanceof Dense).toArray();
    if (dense.length == 0 || more == 0) {
      return settings;
    }
    if (more > 0) {
      hidden.addAll(List.copyOf(hidden.subList(dense[dense.length - 1], hidden.size())));
    } else if (dense.length > 1) {
      hidden.subList(dense[Math.max(1, dense.length + more)], hidden.size()).clear();
    }
    return settings.withNetwork(settings.network().withHidden(hidden));
  }

  private static String digits(float number) {
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
