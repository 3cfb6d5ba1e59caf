package org.summand.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.summand.model.ModelMetadata;
import org.summand.spark.table.Label;

/** What a model is, for people and as JSON. */
public final class ModelDescription {
  /** A stranger may have written the model, to be shown on a terminal. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private final ModelMetadata metadata;

  public ModelDescription(ModelMetadata metadata) {
    this.metadata = metadata;
  }

  /** Sentences, and below them the configuration as {@code --set} takes it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "network "
            + metadata.network()
            + ", "
            + Formats.count(metadata.network().weightCount())
            + " weights");
    line(text, Label.of(metadata.labels(), metadata.network(), metadata.classes()).toString());
    new ColumnDescription(metadata.encoder()).sentences().forEach(line -> line(text, line));
    line(text, "trained for " + Formats.count(metadata.step()) + " steps, seed " + metadata.seed());
    line(text, "configuration");
    configuration()
        .forEach(
            (key, value) ->
                line(text, "  " + key + " = " + CONTROL.matcher(value).replaceAll(" ")));
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  private Map<String, String> configuration() {
    return new TreeMap<>(metadata.configuration());
  }

  public ObjectNode json() {
    ObjectNode json = Output.object();
    json.put("network", metadata.network().toString());
    json.put("weights", metadata.network().weightCount());
    metadata.labels().forEach(json.putArray("labels")::add);
    metadata.classes().forEach(json.putArray("classes")::add);
    metadata.features().forEach(json.putArray("features")::add);
    json.put("steps", metadata.step());
    json.put("seed", metadata.seed());
    ObjectNode configuration = json.putObject("configuration");
    configuration().forEach(configuration::put);
    return json;
  }
}
