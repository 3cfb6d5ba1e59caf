package org.summand.spark.shard;

import java.util.List;
import java.util.function.Function;

/**
 * What is odd about a table that can be learned from all the same.
 *
 * @param what is odd, in words
 * @param leaking the columns that may be the label itself, and would better be left out
 */
public record DataWarning(String what, List<String> leaking) {
  public DataWarning {
    leaking = List.copyOf(leaking);
  }

  /**
   * All of it in one sentence, with what to do.
   *
   * @param leavingOut how columns are left out, in words
   */
  public String sentence(Function<List<String>, String> leavingOut) {
    return leaking.isEmpty() ? what : what + leavingOut.apply(leaking);
  }
}
