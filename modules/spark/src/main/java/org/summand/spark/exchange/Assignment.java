package org.summand.spark.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which task takes which shards: as many as any other, or one more; those that are kept in its
 * place, as far as that goes, and else neighbours. No bit depends on it.
 */
final class Assignment {
  private final List<Task> tasks = new ArrayList<>();
  private final int count;
  private final int share;

  /** How many tasks still may take one more than the share. */
  private int extras;

  private Assignment(int shards, int count) {
    this.count = count;
    share = shards / count;
    extras = shards % count;
  }

  /** The shards of one task, and the place where they, or most of them, are. */
  static final class Task {
    private final List<Integer> shards;
    private final Optional<String> place;

    private Task(List<Integer> shards, Optional<String> place) {
      this.shards = new ArrayList<>(shards);
      this.place = place;
    }

    /** Its shards, in their order. */
    int[] shards() {
      return shards.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Where it had best run; empty where its shards are nowhere yet. */
    Optional<String> place() {
      return place;
    }
  }

  /**
   * Shares out shards.
   *
   * @param places where each shard is kept; empty for those kept nowhere
   * @param count the tasks, at most one a shard
   */
  static List<Task> of(List<Optional<String>> places, int count) {
    Assignment assignment = new Assignment(places.size(), count);
    List<Integer> left = assignment.takeWhereTheyAre(places);
    assignment.takeNeighbours(left, places);
    return assignment.tasks;
  }

  /** Tasks for the shards of each place, and what is left over. */
  private List<Integer> takeWhereTheyAre(List<Optional<String>> places) {
    TreeMap<String, List<Integer>> kept = new TreeMap<>();
    List<Integer> left = new ArrayList<>();
    for (int s = 0; s < places.size(); s++) {
      int shard = s;
      places
          .get(s)
          .ifPresentOrElse(
              place -> kept.computeIfAbsent(place, first -> new ArrayList<>()).add(shard),
              () -> left.add(shard));
    }
    kept.forEach(
        (place, shards) -> {
          int from = 0;
          while (shards.size() - from >= share && tasks.size() < count) {
            int taken = Math.min(shards.size() - from, next());
            tasks.add(new Task(shards.subList(from, from + taken), Optional.of(place)));
            from += taken;
          }
          left.addAll(shards.subList(from, shards.size()));
        });
    Collections.sort(left);
    return left;
  }

  /** Fills up with what is left, neighbour by neighbour. */
  private void takeNeighbours(List<Integer> left, List<Optional<String>> places) {
    int from = 0;
    while (tasks.size() < count) {
      int taken = next();
      List<Integer> some = left.subList(from, from + taken);
      tasks.add(new Task(some, mostFrequent(some.stream().flatMap(s -> places.get(s).stream()))));
      from += taken;
    }
    for (Task task : tasks) {
      if (from < left.size() && task.shards.size() == share) {
        task.shards.add(left.get(from));
        from++;
      }
    }
  }

  /** Of equally frequent ones any, the same each time. */
  private static Optional<String> mostFrequent(Stream<String> places) {
    Map<String, Integer> counts = new TreeMap<>();
    places.forEach(place -> counts.merge(place, 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** How many shards the next task takes. */
  private int next() {
    if (extras == 0) {
      return share;
    }
    extras--;
    return share + 1;
  }
}
