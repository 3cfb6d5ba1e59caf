package org.summand.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run left. */
record SavedModel(JsonNode metadata, byte[] weights) {
  static SavedModel in(Path folder) throws IOException {
    return new SavedModel(
        new ObjectMapper().readTree(folder.resolve("model.json").toFile()),
        Files.readAllBytes(folder.resolve("weights.safetensors")));
  }

  /** Fails unless the other is the same but for where it lies. */
  void requireSame(SavedModel other) {
    assertThat(other.weights).isEqualTo(weights);
    assertThat(other.withoutPaths()).isEqualTo(withoutPaths());
  }

  private JsonNode withoutPaths() {
    JsonNode copy = metadata.deepCopy();
    for (String path : new String[] {"data.path", "model.path", "checkpoint.path"}) {
      ((ObjectNode) copy.get("configuration")).remove(path);
    }
    return copy;
  }
}
