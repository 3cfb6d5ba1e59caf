package org.summand.spark.exchange;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.summand.data.BlockLayout;
import org.summand.data.Shard;
import org.summand.spark.block.NumberedPartition;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.block.TaskShard;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The shards of each task of a barrier stage, several in a partition.
 *
 * <p>Spark refuses barrier stages in which an RDD has other partitions than its parent. So this one
 * names as its parents the shuffles that the shards come from, which is what a stage has to wait
 * for, or to repeat when a part of them is lost, and asks for the shards itself.
 */
final class TaskShards extends RDD<TaskShard> {
  private static final long serialVersionUID = 1;

  private final RDD<Shard> source;
  private final BlockLayout layout;
  private final TaskPartition[] tasks;

  /** Shares out shards among so many tasks, at most one a shard. */
  TaskShards(ShardBlocks shards, int count) {
    super(shards.source().context(), shuffles(shards.source()), TaskShard.TAG);
    source = shards.source();
    layout = shards.layout();
    List<Assignment.Task> assigned = Assignment.of(shards.places(), count);
    tasks = new TaskPartition[count];
    for (int t = 0; t < count; t++) {
      Assignment.Task task = assigned.get(t);
      tasks[t] =
          new TaskPartition(
              t,
              task.shards(),
              Arrays.stream(task.shards()).mapToObj(shards::partition).toArray(Partition[]::new),
              task.place());
    }
  }

  /** The nearest shuffles that an RDD is computed from. */
  private static Seq<Dependency<?>> shuffles(RDD<?> from) {
    Set<Dependency<?>> shuffles = new HashSet<>();
    Set<RDD<?>> seen = new HashSet<>();
    Deque<RDD<?>> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (Dependency<?> dependency : CollectionConverters.asJava(open.remove().dependencies())) {
        if (dependency instanceof ShuffleDependency) {
          shuffles.add(dependency);
        } else if (seen.add(dependency.rdd())) {
          open.add(dependency.rdd());
        }
      }
    }
    return CollectionConverters.asScala(shuffles).toSeq();
  }

  @Override
  public Partition[] getPartitions() {
    return tasks.clone();
  }

  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    return CollectionConverters.asScala(((TaskPartition) partition).place.stream().toList())
        .toSeq();
  }

  @Override
  public Iterator<TaskShard> compute(Partition partition, TaskContext context) {
    TaskPartition own = (TaskPartition) partition;
    return CollectionConverters.asScala(
        IntStream.range(0, own.shards.length)
            .mapToObj(i -> new TaskShard(source, layout, own.shards[i], own.whole[i], context))
            .iterator());
  }

  /** What a task is told of itself. */
  private static final class TaskPartition extends NumberedPartition {
    private static final long serialVersionUID = 1;

    private final int[] shards;
    private final Partition[] whole;

    /** Of the driver alone. */
    private final transient Optional<String> place;

    TaskPartition(int index, int[] shards, Partition[] whole, Optional<String> place) {
      super(index);
      this.shards = shards;
      this.whole = whole;
      this.place = place;
    }
  }
}
