package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  @Test
  void anEpochOfBatchesTakesEveryRowOnceInAnOrderOfItsOwn() {
    Batches batches = new Batches(10, 4, 1);
    int[] first = epoch(batches);
    int[] second = epoch(batches);

    assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 10).toArray());
    assertThat(second).containsExactlyInAnyOrder(first).isNotEqualTo(first);
    assertThat(epoch(new Batches(10, 4, 1))).containsExactly(first);
  }

  private static int[] epoch(Batches batches) {
    int[][] taken = new int[Batches.perEpoch(10, 4)][];
    Arrays.setAll(taken, i -> batches.next());
    assertThat(Arrays.stream(taken).map(batch -> batch.length)).containsExactly(4, 4, 2);
    return Arrays.stream(taken).flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void readsMnistsFiles(@TempDir Path folder) throws IOException {
    write(folder.resolve("train-images-idx3-ubyte.gz"), new int[] {0x803, 2, 1, 2}, 0, 255, 51, 0);
    write(folder.resolve("train-labels-idx1-ubyte.gz"), new int[] {0x801, 2}, 7, 3);

    Rows rows = Rows.mnist(folder);

    assertThat(rows.inputs()).isEqualTo(2);
    assertThat(rows.features()).containsExactly(0, 1, 0.2f, 0);
    assertThat(rows.classes()).containsExactly(7, 3);
    assertThat(rows.range(1, 2).features()).containsExactly(0.2f, 0);
  }

  @Test
  void refusesFilesThatAreSomethingElse(@TempDir Path folder) throws IOException {
    write(folder.resolve("train-images-idx3-ubyte.gz"), new int[] {0x803, 0, 0, 0});
    write(folder.resolve("train-labels-idx1-ubyte.gz"), new int[] {0x803, 0, 0, 0});

    assertThatThrownBy(() -> Rows.mnist(folder)).hasMessageContaining("IDX");
  }

  private static void write(Path file, int[] header, int... bytes) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      for (int number : header) {
        out.writeInt(number);
      }
      for (int number : bytes) {
        out.writeByte(number);
      }
    }
  }

  @Test
  void judgesByTheGreatestOutput() {
    Rows rows = new Rows(2, new float[2], new int[] {1, 0});

    assertThat(rows.shareRight(new float[] {0, 1, 0, 1})).isEqualTo(0.5);
    assertThat(rows.shareRight(rows.oneHot(2))).isEqualTo(1);
  }

  @Test
  void countsOperationsAsTheFirstLayerNeedsNoGradientOfItsInput() {
    assertThat(new Perceptron(List.of(784, 128, 10), 1).flopsPerStep())
        .isEqualTo(4 * 784 * 128 + 6 * 128 * 10);
  }
}
