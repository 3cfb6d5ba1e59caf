package org.summand.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.output.Hint;
import org.summand.cli.output.Output;
import org.summand.cli.output.ProfileReport;
import org.summand.cli.output.TrainingReport;
import org.summand.model.Folder;
import org.summand.nn.Network;
import org.summand.spark.Trainer;
import org.summand.spark.exchange.Forecast;

/**
 * What {@code summand train} and {@code tune} print when they are done.
 *
 * @param run the configuration
 * @param network what was trained
 * @param learning how
 * @param result how training went
 * @param rows what it was trained on
 * @param progress the steps that were seen
 * @param tuned what came of tuning; empty where nothing was tuned
 */
record TrainingResult(
    RunConfiguration run,
    Network network,
    RunLearning learning,
    Trainer.Result result,
    PackedRows rows,
    TrainingProgress progress,
    Optional<Tuned> tuned) {
  /**
   * Prints the result.
   *
   * @param folder where the model is
   * @param seconds how long all of it took
   * @param profiled the session, where it is to be told where the time went
   */
  void print(Output output, Folder folder, double seconds, Optional<LazySparkSession> profiled) {
    TrainingReport report =
        new TrainingReport(
            network(), rows.columns().labels(), result, learning.earlyStopping().bestBy());
    String text = report.text() + System.lineSeparator() + progress.nothingLeft();
    ObjectNode json = json(report, folder, seconds);
    if (profiled.isPresent()) {
      ProfileReport profile = profile(profiled.get());
      text += profile.text() + System.lineSeparator();
      profile.addTo(json);
    }
    Optional<String> hint =
        Hint.of(
            result, run.data().scaling(), run.data().targetScaling(), rows.data().largestClass());
    hint.ifPresent(sentence -> json.put("hint", sentence));
    text += tuned.map(Tuned::text).orElse("");
    output.result(text + "the model is in " + folder.name(), json);
    hint.ifPresent(output::say);
  }

  private ProfileReport profile(LazySparkSession session) {
    long steps = progress.stepsTaken();
    List<Forecast> forecasts =
        Forecast.of(session.context(), result.time(), steps, network().weightCount());
    return new ProfileReport(result.time(), steps, forecasts);
  }

  private ObjectNode json(TrainingReport report, Folder folder, double seconds) {
    ObjectNode json = Output.object();
    json.put("command", tuned.isPresent() ? "tune" : "train");
    json.put("model", folder.name());
    json.put("network", network().toString());
    json.put("trainingRows", rows.data().trainingRows());
    json.put("validationRows", rows.validationRows(learning.settings()));
    json.put("shards", rows.data().shards());
    json.put("seconds", seconds);
    rows.warnings().forEach(json.putArray("warnings")::add);
    report.addTo(json);
    tuned.ifPresent(found -> found.addTo(json));
    return json;
  }
}
