package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.compute.Device;
import org.summand.compute.Matrix;
import org.summand.compute.Region;

class SquareLayerTest {
  private static final int SIZE = 6;

  static Stream<Arguments> products() {
    return Stream.of(
        product("affine", Region.ACTIVATIONS, SquareLayer::forward),
        product("weightGradient", Region.GRADIENT, SquareLayer::weightGradient),
        product("inputGradient", Region.ACTIVATIONS, SquareLayer::inputGradient));
  }

  private static Arguments product(String name, Region result, Consumer<SquareLayer> run) {
    return Arguments.of(name, result, run);
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductIsOneOperation(String operation, Region result, Consumer<SquareLayer> run) {
    assertThat(operands(operation, run)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductIsWaitedForByReadingARowOfIt(
      String operation, Region result, Consumer<SquareLayer> run) {
    List<Object[]> reads = operands("read", run);

    assertThat(reads).hasSize(1);
    Matrix row = (Matrix) reads.get(0)[0];
    assertThat(row.region()).isEqualTo(result);
    assertThat(row.size()).isEqualTo(SIZE);
  }

  /** What a workspace's operation is called with while a product runs. */
  private static List<Object[]> operands(String operation, Consumer<SquareLayer> run) {
    List<Object[]> calls = new ArrayList<>();
    Device watched =
        new FaultyDevice(
            operation,
            (cpu, called, operands) -> {
              calls.add(operands);
              return called.invoke(cpu, operands);
            });
    try (SquareLayer layer = new SquareLayer(watched, SIZE)) {
      run.accept(layer);
    }
    return calls;
  }

  @Test
  void theFirstRunWarmsUpAndOneCountsHoweverLongItTakes() {
    List<Integer> runs = new ArrayList<>();
    assertThat(BestTime.seconds(3, 1000, () -> runs.add(1))).isNotNegative().isFinite();
    assertThat(runs).hasSize(1 + 3);
    runs.clear();
    assertThat(BestTime.seconds(3, 0, () -> runs.add(1))).isNotNegative().isFinite();
    assertThat(runs).hasSize(1 + 1);
  }
}
