package org.summand.compute.opencl;

import java.util.List;
import java.util.stream.IntStream;
import org.summand.compute.EmbeddingTable;

/** Makes {@link KernelFields#columns}, once as long as the tables are the same. */
final class EmbeddingColumns {
  private List<EmbeddingTable> tables = List.of();
  private int inputs;
  private int[] numbers = {};

  /** Four numbers for each column that tables behind {@code inputs − tables} columns write. */
  int[] of(List<EmbeddingTable> wanted, int wantedInputs) {
    if (inputs != wantedInputs || !tables.equals(wanted)) {
      tables = wanted;
      inputs = wantedInputs;
      numbers = numbers();
    }
    return numbers;
  }

  private int[] numbers() {
    int plain = inputs - tables.size();
    IntStream.Builder all = IntStream.builder();
    for (int c = 0; c < plain; c++) {
      all.add(c).add(-1).add(0).add(0);
    }
    int at = 0;
    for (int t = 0; t < tables.size(); t++) {
      EmbeddingTable table = tables.get(t);
      for (int c = 0; c < table.width(); c++) {
        all.add(plain + t).add(at + c).add(table.width()).add(table.categories());
      }
      at += table.size();
    }
    return all.build().toArray();
  }
}
