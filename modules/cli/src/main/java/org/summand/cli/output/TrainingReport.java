package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.spark.Trainer;
import org.summand.train.BestBy;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.Temperature;

/** How a run went, epoch by epoch. */
public final class TrainingReport {
  /** Of longer runs, the first and the last epochs are shown. */
  private static final int MOST_LINES = 20;

  private static final int FIRST_LINES = 5;

  private final List<String> labels;
  private final List<String> measures;
  private final boolean validates;
  private final List<EpochReport> epochs;
  private final Optional<Temperature> temperature;
  private final Optional<Evaluation> validation;

  /** The step whose weights remain. */
  private final long step;

  private final boolean stoppedEarly;
  private final String bestBy;

  /**
   * @param labels the names of the columns that were learned
   * @param bestBy by what the validation rows told the best epoch
   */
  public TrainingReport(
      Network network, List<String> labels, Trainer.Result result, BestBy bestBy) {
    this.labels = labels;
    Head head = network.head();
    measures =
        head.loss().classifies()
            ? List.of("accuracy")
            : head.expected() > 0 ? List.of("RMSE", "R²") : List.of();
    epochs = result.epochs();
    temperature = result.temperature();
    validation = result.validation();
    validates = epochs.stream().anyMatch(epoch -> epoch.validation().isPresent());
    step = result.state().step();
    this.bestBy = bestBy.words(head);
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
    return table
        + remaining()
        + temperature.map(TrainingReport::words).orElse("")
        + validation.map(this::words).orElse("");
  }

  private static String words(Temperature temperature) {
    if (!temperature.isFound()) {
      return System.lineSeparator()
          + "the outputs are as they were learned: no temperature from 0.01 to 100 makes the log"
          + " loss least";
    }
    return System.lineSeparator()
        + "the outputs are divided by the temperature "
        + Formats.decimal(temperature.value())
        + ": log loss "
        + Formats.decimal(temperature.after().logLoss())
        + " instead of "
        + Formats.decimal(temperature.before().logLoss())
        + ", calibration error "
        + Formats.decimal(temperature.after().calibrationError())
        + " instead of "
        + Formats.decimal(temperature.before().calibrationError());
  }

  private String words(Evaluation evaluation) {
    String line = System.lineSeparator();
    return line
        + line
        + "by the validation rows"
        + line
        + EvaluationReport.text(evaluation, labels);
  }

  /** Why it ended before its last epoch, and whose weights remain where not the last one's. */
  private String remaining() {
    if (epochs.isEmpty() || step == epochs.get(epochs.size() - 1).step()) {
      return "";
    }
    return System.lineSeparator()
        + (stoppedEarly ? "stopped early; " : "")
        + "the weights are those of epoch "
        + epoch()
        + ", the best by "
        + bestBy;
  }

  /** The epoch whose weights remain; 0 where none was finished. */
  private long epoch() {
    if (epochs.isEmpty()) {
      return 0;
    }
    EpochReport last = epochs.get(epochs.size() - 1);
    return step / (last.step() / last.epoch());
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
    json.put("epoch", epoch());
    json.put("stoppedEarly", stoppedEarly);
    temperature.ifPresent(divided -> json.set("calibration", json(divided)));
    validation.ifPresent(
        evaluation -> json.set("validation", EvaluationReport.json(evaluation, labels)));
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
          .ifPresent(
              evaluation -> object.set("validation", EvaluationReport.json(evaluation, labels)));
    }
  }

  private static ObjectNode json(Temperature temperature) {
    ObjectNode json = Output.object();
    json.put("temperature", temperature.value());
    EvaluationReport.addTo(json.putObject("before"), temperature.before());
    EvaluationReport.addTo(json.putObject("after"), temperature.after());
    return json;
  }
}
