package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which task takes which shards. */
class AssignmentTest {
  private static List<int[]> shared(List<Optional<String>> places, int tasks) {
    return Assignment.of(places, tasks).stream().map(Assignment.Task::shards).toList();
  }

  private static List<Optional<String>> places(String letters) {
    return letters
        .chars()
        .mapToObj(c -> c == '-' ? Optional.<String>empty() : Optional.of(String.valueOf((char) c)))
        .toList();
  }

  @Test
  void everyShardIsInOneTaskAndNoneHasTwoMoreThanAnother() {
    Random random = new Random(1);
    for (int shards = 1; shards < 40; shards++) {
      for (int tasks = 1; tasks <= shards; tasks++) {
        StringBuilder letters = new StringBuilder();
        for (int s = 0; s < shards; s++) {
          letters.append("aaab-".charAt(random.nextInt(5)));
        }
        List<int[]> shared = shared(places(letters.toString()), tasks);
        assertThat(shared).hasSize(tasks);
        List<Integer> all = new ArrayList<>();
        for (int[] own : shared) {
          assertThat(own).isSorted();
          assertThat(own.length).isBetween(shards / tasks, (shards + tasks - 1) / tasks);
          Arrays.stream(own).forEach(all::add);
        }
        assertThat(all)
            .containsExactlyInAnyOrderElementsOf(IntStream.range(0, shards).boxed().toList());
      }
    }
  }

  @Test
  void shardsThatAreNowhereGoWithTheirNeighbours() {
    assertThat(shared(places("--------"), 3))
        .containsExactly(new int[] {0, 1, 2}, new int[] {3, 4, 5}, new int[] {6, 7});
  }

  @Test
  void shardsStayWhereTheyAre() {
    List<Assignment.Task> tasks = Assignment.of(places("abababab"), 2);
    assertThat(tasks.get(0).shards()).containsExactly(0, 2, 4, 6);
    assertThat(tasks.get(0).place()).contains("a");
    assertThat(tasks.get(1).shards()).containsExactly(1, 3, 5, 7);
    assertThat(tasks.get(1).place()).contains("b");
  }

  /** One of two places was lost with its shards. */
  @Test
  void whatWasLostGoesToAnotherPlace() {
    List<Assignment.Task> tasks = Assignment.of(places("a-a-a-a-"), 2);
    assertThat(tasks.get(0).shards()).containsExactly(0, 2, 4, 6);
    assertThat(tasks.get(1).shards()).containsExactly(1, 3, 5, 7);
    assertThat(tasks.get(1).place()).isEmpty();
  }

  @Test
  void aPlaceWithTooManyGivesSomeAway() {
    List<Assignment.Task> tasks = Assignment.of(places("aaaaaabb-"), 2);
    assertThat(tasks.get(0).shards()).containsExactly(0, 1, 2, 3, 4);
    assertThat(tasks.get(1).shards()).containsExactly(5, 6, 7, 8);
    assertThat(tasks.get(1).place()).contains("b");
  }
}
