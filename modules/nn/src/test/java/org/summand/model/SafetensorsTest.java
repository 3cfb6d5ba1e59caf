package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.model.Safetensors.Tensor;

class SafetensorsTest {

  /** 16384 floats fill the buffer once; its neighbours and multiples are where loops go wrong. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 13, 64, 207, 1024, 16383, 16384, 16385, 32768, 100_003})
  void whatIsWrittenIsReadBackBitByBit(int columns) throws IOException {
    List<Tensor> tensors =
        List.of(
            new Tensor("0.weights", new int[] {2, columns}, 0),
            new Tensor("0.bias", new int[] {columns}, 2 * columns),
            new Tensor("scalar", new int[] {}, 3 * columns));
    float[] data = randomBits(3 * columns + 1);
    byte[] file = written(tensors, data, Map.of("b", "2", "a", "\"1\"\n"));

    float[] back = read(file, tensors);

    assertThat(bits(back)).isEqualTo(bits(data));
  }

  @Test
  void noTensorsAreAFileToo() throws IOException {
    byte[] file = written(List.of(), new float[0], Map.of());
    assertThat(new String(file, 8, 8, StandardCharsets.UTF_8)).isEqualTo("{}      ");
    assertThat(read(file, List.of())).isEmpty();
  }

  @Test
  void dataBeginsAtAMultipleOfEightBytes() throws IOException {
    for (int length = 1; length <= 9; length++) {
      List<Tensor> tensors = List.of(new Tensor("n".repeat(length), new int[] {1}, 0));
      assertThat((written(tensors, new float[1], Map.of()).length - Float.BYTES) % 8).isZero();
    }
  }

  @Test
  void readsWhatTheReferenceWriterWrote() throws IOException {
    List<Tensor> tensors =
        List.of(
            new Tensor("0.bias", new int[] {3}, 0),
            new Tensor("0.weights", new int[] {2, 3}, 3),
            new Tensor("1.bias", new int[] {1}, 9),
            new Tensor("1.weights", new int[] {3, 1}, 10),
            new Tensor("größe", new int[] {}, 13));
    try (InputStream in =
        getClass().getResourceAsStream("/org/summand/golden/from_python.safetensors")) {
      float[] expected = {
        0f,
        -0f,
        Float.MIN_VALUE, // 0.bias
        -0.5f,
        -0.25f,
        0f,
        0.25f,
        0.5f,
        0.75f, // 0.weights
        Float.MAX_VALUE, // 1.bias
        0.1f,
        Float.POSITIVE_INFINITY,
        -1e-3f, // 1.weights
        7f // größe
      };
      assertThat(bits(read(in.readAllBytes(), tensors))).isEqualTo(bits(expected));
    }
  }

  @Test
  void callersStreamsStayOpen() throws IOException {
    List<Tensor> tensors = List.of(new Tensor("w", new int[] {1}, 0));
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed a stream that belongs to the caller");
          }
        };
    Safetensors.write(out, tensors, new float[1], Map.of());
  }

  @Test
  void tensorsThatDoNotCoverTheDataAreNotWritten() {
    Tensor first = new Tensor("a", new int[] {2}, 0);
    assertThatThrownBy(() -> written(List.of(first), new float[3], Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tensors cover 2 floats, but the data has 3");
    Tensor gap = new Tensor("b", new int[] {1}, 3);
    assertThatThrownBy(() -> written(List.of(first, gap), new float[4], Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a tensor with a new name at offset 2, got b[1]@3");
    Tensor again = new Tensor("a", new int[] {1}, 2);
    assertThatThrownBy(() -> written(List.of(first, again), new float[3], Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHeaderTooLongToReadIsNotWritten() {
    Map<String, String> metadata = Map.of("note", "x".repeat(1 << 20));
    assertThatThrownBy(() -> written(List.of(), new float[0], metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shorten the metadata");
  }

  @Test
  void aWindowMustFitAFlatArray() {
    int most = Integer.MAX_VALUE;
    assertThat(new Tensor("a", new int[] {most}, 0).count()).isEqualTo(most);
    assertThat(new Tensor("a", new int[] {most, most, 0, most}, 0).count()).isZero();
    for (int[] shape : new int[][] {{-1}, {1 << 16, 1 << 15}, {most, most, most, most, most}}) {
      assertThatThrownBy(() -> new Tensor("a", shape, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Tensor("a", new int[] {most}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tensor("a", new int[] {1}, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tensor("a", new int[9], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tensorsAreValues() {
    int[] shape = {2, 3};
    Tensor tensor = new Tensor("a", shape, 0);
    shape[0] = 9;
    tensor.shape()[0] = 9;
    assertThat(tensor).isEqualTo(new Tensor("a", new int[] {2, 3}, 0));
    assertThat(tensor).hasSameHashCodeAs(new Tensor("a", new int[] {2, 3}, 0));
  }

  private static byte[] written(List<Tensor> tensors, float[] data, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, tensors, data, metadata);
    return out.toByteArray();
  }

  private static float[] read(byte[] file, List<Tensor> expected) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), file.length, expected, "test");
  }

  /** Random bit patterns of finite numbers, including the denormal ones. */
  private static float[] randomBits(int count) {
    Random random = new Random(1);
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt() & ~(1 << 30));
    }
    return floats;
  }

  private static int[] bits(float[] floats) {
    int[] bits = new int[floats.length];
    for (int i = 0; i < floats.length; i++) {
      bits[i] = Float.floatToRawIntBits(floats[i]);
    }
    return bits;
  }
}
