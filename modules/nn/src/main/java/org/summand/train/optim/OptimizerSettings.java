package org.summand.train.optim;

import java.util.Map;
import org.summand.base.EnumText;
import org.summand.nn.Network;
import org.summand.nn.Parametrization;

/**
 * An optimiser as a user names it, with all it may be given. What a kind does not use is ignored.
 *
 * @param kind the rule
 * @param momentum μ of momentum and nesterov
 * @param beta1 β₁ of adam and adamw
 * @param beta2 β₂ of adam and adamw
 * @param decay α of rmsprop
 * @param epsilon ε of adagrad, rmsprop, adam and adamw
 * @param l2 λ of L2 regularisation; 0 for none
 * @param weightDecay λ of decoupled weight decay, for adamw
 * @param clipNorm the greatest norm of the gradient; 0 for no clipping
 */
public record OptimizerSettings(
    Kind kind,
    float momentum,
    float beta1,
    float beta2,
    float decay,
    float epsilon,
    float l2,
    float weightDecay,
    float clipNorm) {
  /** The rules by name. */
  public enum Kind {
    SGD,
    MOMENTUM,
    NESTEROV,
    ADAGRAD,
    RMSPROP,
    ADAM,
    ADAMW;

    /** The name in configurations: lower case. */
    public String text() {
      return EnumText.of(this);
    }

    /** The rule of a name in lower case. */
    public static Kind of(String text) {
      return EnumText.parse(Kind.class, "optimiser", text);
    }
  }

  /** The default: Adam, without L2 and clipping. */
  public static final OptimizerSettings DEFAULT =
      new OptimizerSettings(Kind.ADAM, 0.9f, 0.9f, 0.999f, 0.99f, 1e-8f, 0, 0.01f, 0);

  /** The same settings for another rule. */
  public OptimizerSettings withKind(Kind other) {
    return new OptimizerSettings(
        other, momentum, beta1, beta2, decay, epsilon, l2, weightDecay, clipNorm);
  }

  /** All settings, by the names they have in a configuration. */
  public Map<String, String> toTexts() {
    return Map.of(
        "name", kind.text(),
        "momentum", String.valueOf(momentum),
        "beta1", String.valueOf(beta1),
        "beta2", String.valueOf(beta2),
        "decay", String.valueOf(decay),
        "epsilon", String.valueOf(epsilon),
        "l2", String.valueOf(l2),
        "weightDecay", String.valueOf(weightDecay),
        "clipNorm", String.valueOf(clipNorm));
  }

  /** The optimiser for a network's weights, all of which learn at the same rate. */
  public Optimizer build(Network network) {
    return build(network, Parametrization.STANDARD);
  }

  /** The optimiser for a network's weights: clipped first, then regularised, then stepped. */
  public Optimizer build(Network network, Parametrization parametrization) {
    Optimizer optimizer = rule();
    if (parametrization == Parametrization.TANGENT) {
      optimizer = new LayerRates(optimizer, network.parameters());
    }
    if (kind == Kind.ADAMW) {
      optimizer = new WeightDecay(optimizer, weightDecay, network.parameters());
    }
    if (l2 != 0) {
      optimizer = new L2(optimizer, l2, network.parameters());
    }
    return clipNorm == 0 ? optimizer : new ClippedByNorm(optimizer, clipNorm);
  }

  private Optimizer rule() {
    return switch (kind) {
      case SGD -> new Sgd();
      case MOMENTUM -> new Momentum(momentum, false);
      case NESTEROV -> new Momentum(momentum, true);
      case ADAGRAD -> new Adagrad(epsilon);
      case RMSPROP -> new RmsProp(decay, epsilon);
      case ADAM, ADAMW -> new Adam(beta1, beta2, epsilon);
    };
  }
}
