package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.summand.train.Evaluation;
import org.summand.train.metric.CountMetrics;
import org.summand.train.metric.HeadMetrics;
import org.summand.train.metric.LabelMetrics;
import org.summand.train.metric.QuantileMetrics;

/** How good quantiles, counts and the answers to several labels are. */
final class HeadReport {
  private final Evaluation evaluation;
  private final List<String> labels;

  /**
   * @param labels the names of the columns that were learned
   */
  HeadReport(Evaluation evaluation, List<String> labels) {
    this.evaluation = evaluation;
    this.labels = labels;
  }

  void addTo(TextTable table, HeadMetrics metrics) {
    if (metrics instanceof CountMetrics counts) {
      table.add(List.of("deviance", Formats.decimal(counts.deviance())));
    } else if (metrics instanceof QuantileMetrics quantiles) {
      for (int i = 0; i < quantiles.levels().length; i++) {
        String quantile = "quantile " + quantiles.levels()[i];
        table.add(List.of(quantile + ": loss", Formats.decimal(quantiles.loss(i))));
        table.add(List.of(quantile + ": coverage", Formats.percent(quantiles.coverage(i))));
      }
    } else if (metrics instanceof LabelMetrics each) {
      for (int i = 0; i < each.labels(); i++) {
        String name = name(i, each);
        table.add(List.of(name + ": accuracy", Formats.percent(each.accuracy(i))));
        table.add(List.of(name + ": log loss", Formats.decimal(each.logLoss(i))));
        if (Double.isFinite(areaUnderCurve(i))) {
          table.add(List.of(name + ": AUC", Formats.decimal(areaUnderCurve(i))));
        }
      }
    }
  }

  void addTo(ObjectNode json, HeadMetrics metrics) {
    if (metrics instanceof CountMetrics counts) {
      json.put("deviance", counts.deviance());
    } else if (metrics instanceof QuantileMetrics quantiles) {
      ArrayNode array = json.putArray("quantiles");
      for (int i = 0; i < quantiles.levels().length; i++) {
        ObjectNode quantile = array.addObject();
        quantile.put("level", quantiles.levels()[i]);
        quantile.put("loss", quantiles.loss(i));
        quantile.put("coverage", quantiles.coverage(i));
      }
    } else if (metrics instanceof LabelMetrics each) {
      ObjectNode all = json.putObject("labels");
      for (int i = 0; i < each.labels(); i++) {
        ObjectNode label = all.putObject(name(i, each));
        label.put("accuracy", each.accuracy(i));
        label.put("logLoss", each.logLoss(i));
        if (Double.isFinite(areaUnderCurve(i))) {
          label.put("auc", areaUnderCurve(i));
        }
        label.put("yes", each.share(i));
      }
    }
  }

  /** Where the labels are the places of a vector, they have numbers. */
  private String name(int label, LabelMetrics all) {
    return labels.size() == all.labels() ? labels.get(label) : String.valueOf(label);
  }

  private double areaUnderCurve(int label) {
    return evaluation
        .probabilities()
        .map(metrics -> metrics.areaUnderCurve(label))
        .orElse(Double.NaN);
  }
}
