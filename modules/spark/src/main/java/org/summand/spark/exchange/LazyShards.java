package org.summand.spark.exchange;

import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.summand.data.Shard;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The same shards, each looked for only when its task asks for it. Spark itself would pack a shard,
 * or read it from a disk, before the first line of the task has run, which then could neither say
 * that it runs nor how long that took.
 */
final class LazyShards extends RDD<Shard> {
  private static final long serialVersionUID = 1;
  private static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

  LazyShards(RDD<Shard> shards) {
    super(shards, SHARD);
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(SHARD).partitions();
  }

  @Override
  public Iterator<Shard> compute(Partition partition, TaskContext task) {
    RDD<Shard> shards = firstParent(SHARD);
    return new AbstractIterator<>() {
      private Iterator<Shard> found;

      @Override
      public boolean hasNext() {
        return found().hasNext();
      }

      @Override
      public Shard next() {
        return found().next();
      }

      private Iterator<Shard> found() {
        if (found == null) {
          found = shards.iterator(partition, task);
        }
        return found;
      }
    };
  }
}
