package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassLeaksTest {
  private static final int COLUMNS = 7;

  /** Column 1 is the class in other numbers, and 4 the same with gaps for one class. */
  private static Shard rows(int count, int classes, long seed) {
    Random random = new Random(seed);
    float[] features = new float[count * COLUMNS];
    float[] targets = new float[2 * count];
    for (int r = 0; r < count; r++) {
      int own = random.nextInt(classes);
      float[] row = {
        random.nextFloat(),
        10 - own * own,
        7,
        own == 0 ? 1 : 2,
        own == 1 ? Float.NaN : own,
        r % 10 == 3 ? -1 : own,
        own + classes * random.nextInt(2)
      };
      System.arraycopy(row, 0, features, r * COLUMNS, COLUMNS);
      targets[2 * r] = own;
      targets[2 * r + 1] = 1;
    }
    return new Shard(0, count, features, targets);
  }

  @Test
  void columnsThatAreTheClassAreFound() {
    assertThat(ClassLeaks.of(rows(500, 3, 1), COLUMNS, 3).columns()).containsExactly(1, 4);
    // Of two classes, one or the other is one to one.
    assertThat(ClassLeaks.of(rows(500, 2, 1), COLUMNS, 2).columns()).containsExactly(1, 3, 4);
    // Classes of which there are no rows do not matter.
    assertThat(ClassLeaks.of(rows(500, 3, 1), COLUMNS, 9).columns()).containsExactly(1, 4);
  }

  @Test
  void howRowsAreCutDoesNotMatter() {
    Shard all = rows(300, 3, 2);
    for (int size : new int[] {1, 2, 7, 100, 300}) {
      ClassLeaks leaks = new ClassLeaks(COLUMNS, 3);
      for (int from = 0; from < 300; from += size) {
        leaks.add(ClassLeaks.of(part(all, from, Math.min(300, from + size)), COLUMNS, 3));
        leaks.add(ClassLeaks.of(part(all, 0, 0), COLUMNS, 3));
      }
      assertThat(leaks.columns()).as("parts of %d rows", size).containsExactly(1, 4);
    }
  }

  private static Shard part(Shard all, int from, int to) {
    return new Shard(
        0,
        to - from,
        Arrays.copyOfRange(all.features(), from * COLUMNS, to * COLUMNS),
        Arrays.copyOfRange(all.targets(), from * 2, to * 2));
  }

  /** Each part alone is one to one, but not by the same numbers, or not for other classes. */
  @Test
  void partsThatContradictEachOtherRuleAColumnOut() {
    assertThat(merged(new float[] {1, 5}, new float[] {0, 1}, new float[] {2}, new float[] {0}))
        .isEmpty();
    assertThat(merged(new float[] {1, 5}, new float[] {0, 1}, new float[] {5}, new float[] {2}))
        .isEmpty();
    assertThat(merged(new float[] {1, 5}, new float[] {0, 1}, new float[] {6}, new float[] {2}))
        .containsExactly(0);
  }

  private static int[] merged(float[] one, float[] classes, float[] other, float[] others) {
    return new ClassLeaks(1, 3).add(many(one, classes)).add(many(other, others)).columns();
  }

  /** Each value with its class, thirty times. */
  private static ClassLeaks many(float[] values, float[] classes) {
    int times = 30;
    float[] features = new float[times * values.length];
    float[] targets = new float[2 * times * values.length];
    for (int r = 0; r < features.length; r++) {
      features[r] = values[r % values.length];
      targets[2 * r] = classes[r % values.length];
    }
    return ClassLeaks.of(new Shard(0, features.length, features, targets), 1, 3);
  }

  @Test
  void fewRowsAndOneClassProveNothing() {
    assertThat(ClassLeaks.of(rows(19, 3, 1), COLUMNS, 3).columns()).isEmpty();
    assertThat(ClassLeaks.of(rows(20, 3, 1), COLUMNS, 3).columns()).contains(1);
    assertThat(many(new float[] {1}, new float[] {2}).columns()).isEmpty();
    assertThat(new ClassLeaks(COLUMNS, 3).columns()).isEmpty();
  }
}
