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
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The shards of each task of a barrier stage, several in a partition.
 *
 * <p>Spark refuses barrier stages in which an RDD has other partitions than its parent. So this one
 * names as its parents the shuffles that the shards come from, which is what a stage has to wait
 * for, or to repeat when a part of them is lost, and asks for the shards itself.
 */
final class TaskShards extends RDD<TaskPart> {
  private static final long serialVersionUID = 1;
  private static final ClassTag<TaskPart> PART = ClassTag$.MODULE$.apply(TaskPart.class);

  private final RDD<Shard> learned;
  private final BlockLayout learnedLayout;

  /** The same as those to learn from where folds are held out of them. */
  private final RDD<Shard> judged;

  private final BlockLayout judgedLayout;
  private final TaskPartition[] tasks;

  /**
   * Shares out shards among so many tasks, at most one a shard.
   *
   * @param judged those that weights are judged by, as many; each goes with the one of its number
   */
  TaskShards(ShardBlocks learned, ShardBlocks judged, int count) {
    super(learned.source().context(), shuffles(List.of(learned.source(), judged.source())), PART);
    this.learned = learned.source();
    learnedLayout = learned.layout();
    this.judged = judged.source();
    judgedLayout = judged.layout();
    List<Assignment.Task> assigned = Assignment.of(learned.places(), count);
    tasks = new TaskPartition[count];
    for (int t = 0; t < count; t++) {
      Assignment.Task task = assigned.get(t);
      tasks[t] =
          new TaskPartition(
              t,
              task.shards(),
              partitions(learned, task.shards()),
              partitions(judged, task.shards()),
              task.place());
    }
  }

  private static Partition[] partitions(ShardBlocks of, int[] shards) {
    return Arrays.stream(shards).mapToObj(of::partition).toArray(Partition[]::new);
  }

  /** The nearest shuffles that RDDs are computed from. */
  private static Seq<Dependency<?>> shuffles(List<RDD<?>> from) {
    Set<Dependency<?>> shuffles = new HashSet<>();
    Set<RDD<?>> seen = new HashSet<>();
    Deque<RDD<?>> open = new ArrayDeque<>(from);
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
  public Iterator<TaskPart> compute(Partition partition, TaskContext context) {
    TaskPartition own = (TaskPartition) partition;
    List<TaskShard> toLearnFrom = own.shards(learned, learnedLayout, own.learned, context);
    TaskPart part =
        new TaskPart(
            toLearnFrom,
            () ->
                judged == learned
                    ? toLearnFrom
                    : own.shards(judged, judgedLayout, own.judged, context));
    return CollectionConverters.asScala(List.of(part).iterator());
  }

  /** What a task is told of itself. */
  private static final class TaskPartition extends NumberedPartition {
    private static final long serialVersionUID = 1;

    private final int[] shards;
    private final Partition[] learned;
    private final Partition[] judged;

    /** Of the driver alone. */
    private final transient Optional<String> place;

    TaskPartition(
        int index, int[] shards, Partition[] learned, Partition[] judged, Optional<String> place) {
      super(index);
      this.shards = shards;
      this.learned = learned;
      this.judged = judged;
      this.place = place;
    }

    List<TaskShard> shards(
        RDD<Shard> source, BlockLayout layout, Partition[] whole, TaskContext context) {
      return IntStream.range(0, shards.length)
          .mapToObj(i -> new TaskShard(source, layout, shards[i], whole[i], context))
          .toList();
    }
  }
}
