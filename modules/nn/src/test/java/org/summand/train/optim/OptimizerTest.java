package org.summand.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.nn.Parameter;

/** What every optimiser must do; that their numbers are PyTorch's is tested elsewhere. */
class OptimizerTest {
  private static final float LAMBDA = 0.1f;

  /** One of each kind for given windows of the weights; a kind without a line here fails. */
  private static final Map<Class<?>, Function<List<Parameter>, Optimizer>> KINDS =
      Map.of(
          Sgd.class, p -> new Sgd(),
          Momentum.class, p -> new Momentum(0.9f, true),
          Adagrad.class, p -> new Adagrad(1e-10f),
          RmsProp.class, p -> new RmsProp(0.9f, 1e-8f),
          Adam.class, p -> new Adam(0.9f, 0.999f, 1e-8f),
          ClippedByNorm.class, p -> new ClippedByNorm(new Momentum(0.5f, false), 1e6f),
          L2.class, p -> new L2(new Sgd(), LAMBDA, p),
          LayerRates.class, p -> new LayerRates(new Momentum(0.5f, false), p),
          WeightDecay.class, p -> new WeightDecay(new Sgd(), LAMBDA, p));

  static Stream<Class<?>> kinds() {
    return Arrays.stream(Optimizer.class.getPermittedSubclasses());
  }

  /** Weights of which the last is a bias. */
  private static Optimizer make(Class<?> kind, int length) {
    assertThat(KINDS).as("the optimisers to test").containsKey(kind);
    Optimizer optimizer =
        KINDS
            .get(kind)
            .apply(
                List.of(
                    new Parameter("layer1.w", 0, length - 1, 1),
                    new Parameter("layer1.b", length - 1, 1, 1)));
    assertThat(optimizer).isInstanceOf(kind);
    return optimizer;
  }

  private static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** A state with a past, so that the moments are not 0. */
  private static TrainingState started(Optimizer optimizer, int length) {
    TrainingState state = TrainingState.initial(random(length, 1), optimizer);
    return optimizer.step(state, random(length, 2), 0.1f);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStepChangesNothingItWasGiven(Class<?> kind) {
    Optimizer optimizer = make(kind, 50);
    TrainingState before = started(optimizer, 50);
    float[] gradient = random(50, 3);
    final float[] gradientThen = gradient.clone();
    final float[] weightsThen = before.weights().clone();
    final List<float[]> momentsThen = before.moments().stream().map(float[]::clone).toList();

    TrainingState after = optimizer.step(before, gradient, 0.1f);

    assertThat(gradient).isEqualTo(gradientThen);
    assertThat(before.weights()).isEqualTo(weightsThen);
    assertThat(after.weights()).isNotSameAs(before.weights()).isNotEqualTo(weightsThen);
    assertThat(after.moments()).hasSize(optimizer.moments());
    for (int m = 0; m < momentsThen.size(); m++) {
      assertThat(before.moments().get(m)).isEqualTo(momentsThen.get(m));
      assertThat(after.moments().get(m)).isNotSameAs(before.moments().get(m));
    }
    assertThat(before.step()).isEqualTo(1);
    assertThat(after.step()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theSameStepGivesTheSameBits(Class<?> kind) {
    TrainingState before = started(make(kind, 50), 50);
    float[] gradient = random(50, 3);

    requireSameBits(
        make(kind, 50).step(before, gradient, 0.1f), make(kind, 50).step(before, gradient, 0.1f));
  }

  /** Long arrays are cut into slices that several cores take; each element is still by itself. */
  @ParameterizedTest
  @MethodSource("kinds")
  void longArraysGiveTheSameBitsAsShortOnes(Class<?> kind) {
    int length = 2 * (1 << 17) + 4321;
    int piece = 10_000;
    Function<List<Parameter>, Optimizer> maker = KINDS.get(kind);
    Optimizer optimizer = maker.apply(List.of(new Parameter("layer1.w", 0, length, 1)));
    TrainingState before = started(optimizer, length);
    float[] gradient = random(length, 3);

    TrainingState whole = optimizer.step(before, gradient, 0.1f);

    for (int from = 0; from < length; from += piece) {
      int to = Math.min(length, from + piece);
      Optimizer ofPiece = maker.apply(List.of(new Parameter("layer1.w", 0, to - from, 1)));
      TrainingState part = part(before, from, to);
      requireSameBits(
          ofPiece.step(part, Arrays.copyOfRange(gradient, from, to), 0.1f), part(whole, from, to));
    }
  }

  private static TrainingState part(TrainingState state, int from, int to) {
    return new TrainingState(
        Arrays.copyOfRange(state.weights(), from, to),
        state.moments().stream().map(moment -> Arrays.copyOfRange(moment, from, to)).toList(),
        state.step());
  }

  private static void requireSameBits(TrainingState actual, TrainingState expected) {
    assertThat(actual.step()).isEqualTo(expected.step());
    assertThat(actual.moments()).hasSameSizeAs(expected.moments());
    // Arrays.equals tells bits apart where == on floats would not, and does not list 10⁵ numbers.
    assertThat(Arrays.equals(actual.weights(), expected.weights())).isTrue();
    for (int m = 0; m < actual.moments().size(); m++) {
      assertThat(Arrays.equals(actual.moments().get(m), expected.moments().get(m))).isTrue();
    }
  }

  /**
   * The bowl {@code ½·Σ aᵢ·(wᵢ − tᵢ)²} with a from 1 to 10. A penalty moves the lowest point of the
   * weights, but not of the bias, to {@code a·t/(a + λ)}. With a rate that falls to 0, what remains
   * of Adam's and RMSProp's zigzag is a few last rates, 3000⁻¹ of the first.
   */
  @ParameterizedTest
  @MethodSource("kinds")
  void findsTheLowestPointOfABowl(Class<?> kind) {
    int length = 10;
    int steps = 3000;
    Optimizer optimizer = make(kind, length);
    boolean penalised = optimizer instanceof L2 || optimizer instanceof WeightDecay;
    float[] lowest = random(length, 4);
    TrainingState state = TrainingState.initial(random(length, 5), optimizer);
    for (int step = 0; step < steps; step++) {
      float[] gradient = new float[length];
      for (int i = 0; i < length; i++) {
        gradient[i] = (i + 1) * (state.weights()[i] - lowest[i]);
      }
      float first = optimizer instanceof Adagrad ? 0.5f : 0.05f;
      state = optimizer.step(state, gradient, first * (steps - step) / steps);
    }
    for (int i = 0; i < length; i++) {
      float lambda = penalised && i < length - 1 ? LAMBDA : 0;
      assertThat(state.weights()[i])
          .as("weight %d", i)
          .isCloseTo((i + 1) * lowest[i] / (i + 1 + lambda), within(1e-3f));
    }
  }

  @Test
  void penaltiesLeaveBiasesAlone() {
    List<Parameter> parameters =
        List.of(
            new Parameter("layer1.w", 0, 2, 2),
            new Parameter("layer1.b", 4, 1, 2),
            new Parameter("layer2.w", 6, 2, 1),
            new Parameter("layer2.b", 8, 1, 1));
    float[] weights = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (Optimizer optimizer :
        List.of(
            new L2(new Sgd(), 0.5f, parameters), new WeightDecay(new Sgd(), 0.5f, parameters))) {
      TrainingState state = TrainingState.initial(weights, optimizer);
      assertThat(optimizer.step(state, new float[9], 0.5f).weights())
          .containsExactly(0.75f, 1.5f, 2.25f, 3, 5, 6, 5.25f, 6, 9);
    }
  }

  /** AdamW differs from Adam with L2: the decay does not pass through the moments. */
  @Test
  void weightDecayDoesNotEnterTheMoments() {
    List<Parameter> parameters = List.of(new Parameter("layer1.w", 0, 3, 1));
    Adam adam = new Adam(0.9f, 0.999f, 1e-8f);
    TrainingState state = TrainingState.initial(new float[] {1, 2, 3}, adam);
    float[] gradient = {1, -1, 0.5f};

    assertThat(new WeightDecay(adam, LAMBDA, parameters).step(state, gradient, 0.1f).moments())
        .usingRecursiveComparison()
        .isEqualTo(adam.step(state, gradient, 0.1f).moments());
  }

  @Test
  void clippingBoundsTheNormAndKeepsTheDirection() {
    ClippedByNorm optimizer = new ClippedByNorm(new Sgd(), 0.5f);
    float[] gradient = {3, -4, 12};
    TrainingState state = TrainingState.initial(new float[3], optimizer);

    float[] step = optimizer.step(state, gradient, 1).weights();

    double norm = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
    // PyTorch's guard of 10⁻⁶ and a few roundings of 6·10⁻⁸ keep it just below 0.5.
    assertThat(norm).isBetween(0.5 * (1 - 1e-6), 0.5 * (1 + 2e-7));
    for (int i = 0; i < 3; i++) {
      assertThat(step[i] / -gradient[i]).isCloseTo((float) norm / 13, within(1e-8f));
    }
  }

  @Test
  void shortGradientsAreNotClipped() {
    float[] weights = random(20, 1);
    float[] gradient = random(20, 2);
    ClippedByNorm optimizer = new ClippedByNorm(new Sgd(), 100);
    TrainingState state = TrainingState.initial(weights, optimizer);

    requireSameBits(optimizer.step(state, gradient, 0.1f), new Sgd().step(state, gradient, 0.1f));
  }

  /** Millions of small squares do not add up in float; the norm is a sum in double. */
  @Test
  void clippingAddsUpManySmallSquares() {
    int length = 1 << 22;
    float[] gradient = new float[length];
    Arrays.fill(gradient, 1e-3f);
    ClippedByNorm optimizer = new ClippedByNorm(new Sgd(), 1);
    TrainingState state = TrainingState.initial(new float[length], optimizer);

    float step = optimizer.step(state, gradient, 1).weights()[7];

    // ‖g‖ = 10⁻³·2¹¹ = 2.048 and becomes 1, so each element is 2⁻¹¹.
    assertThat(step * Math.sqrt(length)).isCloseTo(-1.0, within(1e-6));
  }

  @Test
  void momentsAreThoseOfTheInnerRule() {
    Adam adam = new Adam(0.9f, 0.999f, 1e-8f);
    assertThat(new ClippedByNorm(new L2(adam, 0.1f, List.of()), 1).moments()).isEqualTo(2);
    assertThat(new WeightDecay(new Sgd(), 0.1f, List.of()).moments()).isZero();
  }

  @Test
  void badHyperparametersAreRefusedInWords() {
    requireError(() -> new Momentum(1, false), "momentum lies in [0, 1), not at 1.0");
    requireError(() -> new Adam(-0.1f, 0.9f, 1), "beta1 lies in [0, 1), not at -0.1");
    requireError(() -> new Adam(0.9f, Float.NaN, 1), "beta2 lies in [0, 1), not at NaN");
    requireError(() -> new Adam(0.9f, 0.9f, 0), "epsilon is a number greater than 0, not 0.0");
    requireError(() -> new RmsProp(1.5f, 1), "decay lies in [0, 1), not at 1.5");
    requireError(() -> new Adagrad(-1), "epsilon is a number greater than 0, not -1.0");
    requireError(
        () -> new ClippedByNorm(new Sgd(), 0), "clipNorm is a number greater than 0, not 0.0");
    requireError(() -> new L2(new Sgd(), -1, List.of()), "l2 is a number of at least 0, not -1.0");
    requireError(
        () -> new WeightDecay(new Sgd(), Float.NaN, List.of()),
        "weightDecay is a number of at least 0, not NaN");
  }

  private static void requireError(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
