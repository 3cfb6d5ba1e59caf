package org.summand.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.summand.cli.output.Formats;
import org.summand.cli.output.TextTable;
import org.summand.spark.Candidate;
import org.summand.spark.TableTuning;
import org.summand.train.tune.Search;
import org.summand.train.tune.Variation;

/**
 * What came of tuning.
 *
 * @param tuning the search
 * @param best the best settings
 * @param trained what is trained of them in the end
 * @param file the tries
 */
record Tuned(TableTuning tuning, Variation best, Candidate trained, TryFile file) {
  private static final int SHOWN = 5;

  /** The best settings beside those that would be trained without tuning. */
  String text() {
    String line = System.lineSeparator();
    TextTable table =
        new TextTable(1, List.of("the best of " + tries(), "folds", "loss", "less than untuned"));
    Variation untuned = tuning.search().bestStart();
    tuning.search().standings().stream()
        .limit(SHOWN)
        .forEach(
            standing ->
                table.add(
                    List.of(
                        tuning.words(standing.variation()),
                        String.valueOf(standing.folds()),
                        Formats.decimal(standing.cost()),
                        gain(standing.variation(), untuned)
                            .map(gain -> String.format(Locale.ROOT, "%.2f %%", 100 * gain))
                            .orElse("–"))));
    return table + line + "the tries are in " + file.name() + line;
  }

  private String tries() {
    int made = file.tries().size();
    return made + (made == 1 ? " try" : " tries");
  }

  /** How much lower the loss is, as a share, on the folds that both were tried on. */
  private Optional<Double> gain(Variation variation, Variation untuned) {
    return tuning
        .search()
        .compared(variation, untuned)
        .filter(costs -> Double.isFinite(costs[0]) && Double.isFinite(costs[1]) && costs[1] != 0)
        .map(costs -> 1 - costs[0] / costs[1]);
  }

  void addTo(ObjectNode json) {
    ObjectNode tuned = json.putObject("tuning");
    tuned.put("tries", file.tries().size());
    tuned.put("table", file.name());
    tuned.put("best", tuning.words(best));
    gain(best, tuning.search().bestStart()).ifPresent(gain -> tuned.put("gain", gain));
    ArrayNode standings = tuned.putArray("standings");
    for (Search.Standing standing : tuning.search().standings()) {
      ObjectNode object = standings.addObject();
      object.put("what", tuning.words(standing.variation()));
      object.put("folds", standing.folds());
      object.put("loss", standing.cost());
    }
  }
}
