package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.summand.train.Evaluation;
import org.summand.train.metric.ProbabilityMetrics;

/** How good a network is, for people and for programs. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /**
   * @param labels the names of the columns that were learned
   */
  public static String text(Evaluation evaluation, List<String> labels) {
    TextTable table = new TextTable(1, List.of("rows", Formats.count(evaluation.rows())));
    table.add(List.of("loss", Formats.decimal(evaluation.loss())));
    if (evaluation.classifies()) {
      table.add(List.of("accuracy", Formats.percent(evaluation.accuracy())));
      evaluation.probabilities().ifPresent(metrics -> addTo(table, metrics));
    }
    if (evaluation.hasErrors()) {
      table.add(List.of("RMSE", Formats.decimal(evaluation.rmse())));
      table.add(List.of("R²", Formats.decimal(evaluation.r2())));
    }
    evaluation
        .metrics()
        .ifPresent(metrics -> new HeadReport(evaluation, labels).addTo(table, metrics));
    return table.toString();
  }

  /** The same as JSON. */
  public static ObjectNode json(Evaluation evaluation, List<String> labels) {
    ObjectNode json = Output.object();
    json.put("rows", evaluation.rows());
    json.put("loss", evaluation.loss());
    if (evaluation.classifies()) {
      json.put("accuracy", evaluation.accuracy());
      evaluation.probabilities().ifPresent(metrics -> addTo(json, metrics));
    }
    if (evaluation.hasErrors()) {
      json.put("rmse", evaluation.rmse());
      json.put("r2", evaluation.r2());
    }
    evaluation
        .metrics()
        .ifPresent(metrics -> new HeadReport(evaluation, labels).addTo(json, metrics));
    return json;
  }

  private static void addTo(TextTable table, ProbabilityMetrics metrics) {
    table.add(List.of("log loss", Formats.decimal(metrics.logLoss())));
    if (Double.isFinite(metrics.areaUnderCurve())) {
      table.add(List.of("AUC", Formats.decimal(metrics.areaUnderCurve())));
    }
    table.add(List.of("Brier score", Formats.decimal(metrics.brierScore())));
    table.add(List.of("calibration error", Formats.decimal(metrics.calibrationError())));
  }

  /** How good probabilities are; without the area under the curve where that was not asked for. */
  static void addTo(ObjectNode json, ProbabilityMetrics metrics) {
    json.put("logLoss", metrics.logLoss());
    if (Double.isFinite(metrics.areaUnderCurve())) {
      json.put("auc", metrics.areaUnderCurve());
      json.put("aucError", metrics.areaUnderCurveError());
    }
    json.put("brierScore", metrics.brierScore());
    json.put("calibrationError", metrics.calibrationError());
  }
}
