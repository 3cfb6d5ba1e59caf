package org.summand.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.summand.cli.output.Output;

/**
 * A try, as the table of tries keeps it.
 *
 * @param words what was tried, in words
 * @param fold the fold that was held out, from 0
 * @param settings all settings of the network that was trained
 * @param cost the lowest validation loss; infinite where training diverged
 * @param epochs how many were trained
 * @param seconds how long that took
 */
record MadeTry(
    String words, int fold, Map<String, String> settings, double cost, int epochs, double seconds) {
  /** Whether it is the try of these settings. */
  boolean isOf(Map<String, String> others) {
    return settings.equals(others);
  }

  ObjectNode json() {
    ObjectNode json = Output.object();
    json.put("what", words);
    json.put("fold", fold);
    if (Double.isFinite(cost)) {
      json.put("loss", cost);
    } else {
      json.putNull("loss");
    }
    json.put("epochs", epochs);
    json.put("seconds", seconds);
    ObjectNode all = json.putObject("settings");
    settings.forEach(all::put);
    return json;
  }

  /**
   * Reads a try.
   *
   * @throws IllegalArgumentException where it is none
   */
  static MadeTry of(JsonNode json) {
    Map<String, String> settings = new TreeMap<>();
    json.required("settings")
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
    JsonNode loss = json.required("loss");
    if (!loss.isNull() && !loss.isNumber()) {
      throw new IllegalArgumentException("a loss is a number");
    }
    return new MadeTry(
        json.required("what").asText(),
        json.required("fold").asInt(),
        settings,
        loss.isNull() ? Double.POSITIVE_INFINITY : loss.asDouble(),
        json.required("epochs").asInt(),
        json.required("seconds").asDouble());
  }
}
