package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.spark.Trainer;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;

/** How a run went, epoch by epoch. */
public final class TrainingReport {
  /** Of longer runs, the first and the last epochs are shown. */
  private static final int MOST_LINES = 20;

  private static final int FIRST_LINES = 5;

  private final List<String> measures;
  private final boolean validates;
  private final List<EpochReport> epochs;

  /** The step whose weights remain. */
  private final long step;

  private final boolean stoppedEarly;

  public TrainingReport(Network network, Trainer.Result result) {
    Head head = network.head();
    measures =
        head.loss().classifies()
            ? List.of("accuracy")
            : head.expected() > 0 ? List.of("RMSE", "R²") : List.of();
    epochs = result.epochs();
    validates = epochs.stream().anyMatch(epoch -> epoch.validation().isPresent());
    step = result.state().step();
    stoppedEarly = result.end() == Trainer.End.NO_IMPROVEMENT;
  }

  public String text() {
    TextTable table = new TextTable(0, head());
    int skipped = epochs.size() > MOST_LINES ? epochs.size() - MOST_LINES : 0;
    for (int i = 0; i < epochs.size(); i++) {
      if (skipped > 0 && i == FIRST_LINES) {
        table.add(head().stream().map(column -> "…").toList());
        i += skipped;
      }
      table.add(row(epochs.get(i)));
    }
    return stoppedEarly
        ? table
            + System.lineSeparator()
            + "stopped early, as the validation loss no longer improved; the weights are those of"
            + " step "
            + step
        : table.toString();
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("epoch", "training loss"));
    if (validates) {
      head.add("validation loss");
      head.addAll(measures);
    }
    head.addAll(List.of("rate", "rows/s"));
    return head;
  }

  private List<String> row(EpochReport epoch) {
    List<String> row = new ArrayList<>();
    row.add(String.valueOf(epoch.epoch()));
    row.add(Formats.decimal(epoch.loss()));
    epoch.validation().ifPresent(evaluation -> row.addAll(cells(evaluation)));
    row.add(Formats.learningRate(epoch.learningRate()));
    row.add(Formats.count(epoch.rowsPerSecond()));
    return row;
  }

  private static List<String> cells(Evaluation evaluation) {
    String loss = Formats.decimal(evaluation.loss());
    if (evaluation.classifies()) {
      return List.of(loss, Formats.percent(evaluation.accuracy()));
    }
    return evaluation.hasErrors()
        ? List.of(loss, Formats.decimal(evaluation.rmse()), Formats.decimal(evaluation.r2()))
        : List.of(loss);
  }

  public void addTo(ObjectNode json) {
    json.put("step", step);
    json.put("stoppedEarly", stoppedEarly);
    ArrayNode array = json.putArray("epochs");
    for (EpochReport epoch : epochs) {
      ObjectNode object = array.addObject();
      object.put("epoch", epoch.epoch());
      object.put("step", epoch.step());
      object.put("loss", epoch.loss());
      object.put("rate", epoch.learningRate());
      object.put("rowsPerSecond", epoch.rowsPerSecond());
      epoch
          .validation()
          .ifPresent(evaluation -> object.set("validation", EvaluationReport.json(evaluation)));
    }
  }
}
