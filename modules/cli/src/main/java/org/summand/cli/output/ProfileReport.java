package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.summand.spark.exchange.Forecast;
import org.summand.spark.exchange.TimeProfile;
import org.summand.spark.exchange.TimeProfile.Phase;

/**
 * Where the time of a run went, on the driver's clock, one sentence of advice, and what a step
 * would take on other numbers of executors.
 *
 * @param time the seconds of each phase
 * @param steps the steps that were taken
 * @param forecasts of steps of the same batch
 */
public record ProfileReport(TimeProfile time, long steps, List<Forecast> forecasts) {
  private static final double MOST = 0.5;

  public String text() {
    TextTable table = new TextTable(1, List.of("part", "seconds", "ms a step", "share"));
    for (Phase phase : Phase.values()) {
      table.add(row(phase.text(), time.seconds(phase)));
      if (phase == Phase.COMPUTE) {
        table.add(row("  by the median task", time.medianTask()));
      }
    }
    table.add(row("all", time.total()));
    String spent = table + System.lineSeparator() + advice();
    return forecasts.isEmpty()
        ? spent
        : String.join(System.lineSeparator(), spent, "", forecast().toString(), error());
  }

  private TextTable forecast() {
    TextTable table = new TextTable(1, List.of("executors", "ms a step", "steps taken"));
    for (Forecast forecast : forecasts) {
      table.add(
          List.of(
              String.valueOf(forecast.executors()),
              Formats.decimal(1e3 * forecast.seconds()),
              forecast.strategy().text()));
    }
    return table;
  }

  private String error() {
    double worst = forecasts.stream().mapToDouble(Forecast::error).max().orElse(0);
    return "Predicted: the arithmetic from this run, its exchange from steps measured on one"
        + " machine, half of which came within "
        + Formats.percent(worst)
        + " of the forecast.";
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
    double exchange = time.seconds(Phase.EXCHANGE) + time.seconds(Phase.BROADCAST);
    if (share(exchange) > MOST) {
      return "Most of the time brings weights and gradients around: a larger train.batchSize takes"
          + " fewer steps.";
    }
    if (share(time.seconds(Phase.LAUNCH)) > MOST) {
      return "Most of the time starts the resident tasks, as it does in a short run: more epochs"
          + " start them no more often.";
    }
    if (share(time.seconds(Phase.LOAD)) > MOST) {
      return "Most of the time packs the shards, or reads those that are not in memory: more epochs"
          + " pack them no more often, and more memory for the executors saves the reading.";
    }
    if (share(time.seconds(Phase.VALIDATION)) > MOST) {
      return "Most of the time goes into validation: a smaller data.validationFraction, or larger"
          + " epochs, cost less.";
    }
    if (share(time.seconds(Phase.ADD) + time.seconds(Phase.OPTIMIZER)) > MOST) {
      return "Most of the time goes into the driver's sums and steps: a larger train.batchSize takes"
          + " fewer of them.";
    }
    if (share(time.seconds(Phase.COMPUTE) - time.medianTask()) > MOST) {
      return "Most of the time goes by until the slowest task is done: look for a slow or busy"
          + " machine, or give each task a core of its own.";
    }
    if (share(time.seconds(Phase.COMPUTE)) > MOST) {
      return "Most of the time is arithmetic: more cores, or a GPU, make it shorter.";
    }
    return "No part takes most of the time.";
  }

  public void addTo(ObjectNode json) {
    ObjectNode profile = json.putObject("profile");
    profile.put("steps", steps);
    ObjectNode seconds = profile.putObject("seconds");
    for (Phase phase : Phase.values()) {
      seconds.put(phase.text(), time.seconds(phase));
    }
    profile.put("medianTaskSeconds", time.medianTask());
    profile.put("advice", advice());
    ArrayNode predicted = profile.putArray("forecasts");
    for (Forecast forecast : forecasts) {
      ObjectNode one = predicted.addObject();
      one.put("executors", forecast.executors());
      one.put("secondsAStep", forecast.seconds());
      one.put("stepsTaken", forecast.strategy().text());
    }
  }
}
