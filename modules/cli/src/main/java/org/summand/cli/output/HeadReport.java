package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.summand.train.metric.CountMetrics;
import org.summand.train.metric.HeadMetrics;
import org.summand.train.metric.QuantileMetrics;

/** How good quantiles and counts are, for people and for programs. */
final class HeadReport {
  private HeadReport() {}

  static void addTo(TextTable table, HeadMetrics metrics) {
    if (metrics instanceof CountMetrics counts) {
      table.add(List.of("deviance", Formats.decimal(counts.deviance())));
    } else if (metrics instanceof QuantileMetrics quantiles) {
      float[] levels = quantiles.levels();
      for (int i = 0; i < levels.length; i++) {
        String loss = Formats.decimal(quantiles.loss(i));
        String coverage = Formats.percent(quantiles.coverage(i));
        table.add(List.of("quantile " + levels[i] + ": loss", loss));
        table.add(List.of("quantile " + levels[i] + ": coverage", coverage));
      }
    }
  }

  static void addTo(ObjectNode json, HeadMetrics metrics) {
    if (metrics instanceof CountMetrics counts) {
      json.put("deviance", counts.deviance());
    } else if (metrics instanceof QuantileMetrics quantiles) {
      ArrayNode array = json.putArray("quantiles");
      float[] levels = quantiles.levels();
      for (int i = 0; i < levels.length; i++) {
        ObjectNode quantile = array.addObject();
        quantile.put("level", levels[i]);
        quantile.put("loss", quantiles.loss(i));
        quantile.put("coverage", quantiles.coverage(i));
      }
    }
  }
}
