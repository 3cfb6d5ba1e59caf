package org.summand.spark.resident;

import java.util.List;
import org.summand.train.gradient.PartialSums;

/** What a task hands in for a {@link Request}. */
sealed interface Answer {
  /** The partial gradients of its shards. */
  record Partials(PartialSums sums) implements Answer {}

  /** What its shards' held-out rows say. */
  record Judgements(List<Judgement> shards) implements Answer {}
}
