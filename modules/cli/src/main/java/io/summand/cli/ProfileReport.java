package io.summand.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.summand.spark.TimeSpent;
import io.summand.spark.TimeSpent.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of a run went, on the driver's clock, and one sentence of advice.
 *
 * @param time the seconds of each part
 * @param steps the steps that were taken
 */
record ProfileReport(TimeSpent time, long steps) {
  private static final double MOST = 0.5;

  String text() {
    TextTable table = new TextTable(1, List.of("part", "seconds", "ms a step", "share"));
    for (Part part : Part.values()) {
      table.add(row(part.text(), time.seconds(part)));
      if (part == Part.COMPUTE) {
        table.add(row("  by the median shard", time.medianShard()));
      }
    }
    table.add(row("all", time.total()));
    return table + System.lineSeparator() + advice();
  }

  private List<String> row(String name, double seconds) {
    List<String> row = new ArrayList<>(List.of(name, Formats.decimal(seconds)));
    row.add(Formats.decimal(1e3 * seconds / Math.max(1, steps)));
    row.add(Formats.percent(share(seconds)));
    return row;
  }

  private double share(double seconds) {
    return time.total() > 0 ? seconds / time.total() : 0;
  }

  private String advice() {
    double exchange = time.seconds(Part.EXCHANGE) + time.seconds(Part.BROADCAST);
    if (share(exchange) > MOST) {
      return "Most of the time brings weights and gradients around: a larger train.batchSize takes"
          + " fewer steps.";
    }
    if (share(time.seconds(Part.VALIDATION)) > MOST) {
      return "Most of the time goes into validation: a smaller data.holdOut, or larger epochs, cost"
          + " less.";
    }
    if (share(time.seconds(Part.ADD) + time.seconds(Part.OPTIMIZER)) > MOST) {
      return "Most of the time goes into the driver's sums and steps: a larger train.batchSize takes"
          + " fewer of them.";
    }
    if (share(time.seconds(Part.COMPUTE) - time.medianShard()) > MOST) {
      return "Most of the time goes by until the slowest shard is done: look for a slow or busy"
          + " machine, or give each task a core of its own.";
    }
    if (share(time.seconds(Part.COMPUTE)) > MOST) {
      return "Most of the time is arithmetic: more cores, or a GPU, make it shorter.";
    }
    return "No part takes most of the time.";
  }

  void addTo(ObjectNode json) {
    ObjectNode profile = json.putObject("profile");
    profile.put("steps", steps);
    ObjectNode seconds = profile.putObject("seconds");
    for (Part part : Part.values()) {
      seconds.put(part.text(), time.seconds(part));
    }
    profile.put("medianShardSeconds", time.medianShard());
    profile.put("advice", advice());
  }
}
