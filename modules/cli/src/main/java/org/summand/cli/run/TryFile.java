package org.summand.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.Folder;

/**
 * The table of tries, {@code tries.json} in a directory beside the model's, which has the model's
 * name with {@code -tries} behind it. It is written after each try, whole.
 */
final class TryFile {
  private static final String SUFFIX = "-tries";
  private static final String FILE = "tries.json";

  /** A table of thousands of tries is shorter; a stranger's file is not read further. */
  private static final int MOST_BYTES = 1 << 26;

  private static final int BYTES_OF_TRIES = 1 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private final Folder folder;
  private final boolean overwrite;
  private final List<MadeTry> tries = new ArrayList<>();
  private Map<String, String> identity = Map.of();

  TryFile(RunConfiguration run, Configuration hadoop) {
    String model = new Path(run.model().requiredPath()).toString();
    folder = ModelFolders.at(model + SUFFIX, hadoop);
    overwrite = run.model().overwrite();
  }

  /** Where it is. */
  String name() {
    return folder.name();
  }

  /** The tries that were made. */
  List<MadeTry> tries() {
    return List.copyOf(tries);
  }

  /**
   * Checks, before anything is read, that it can be written, and reads the tries to go on from.
   *
   * @param resume whether earlier tries are gone on from
   * @return whether there are such
   * @throws FileAlreadyExistsException where there are earlier tries that are not
   */
  boolean open(boolean resume) throws IOException {
    try {
      folder.requirePublishable(Set.of(FILE), true, BYTES_OF_TRIES);
    } catch (FileSystemException inTheWay) {
      throw inTheWay;
    } catch (IOException unwritable) {
      throw new RequestException(
          "the table of tries cannot go to " + folder.name() + ": " + unwritable.getMessage(),
          unwritable);
    }
    boolean isThere = folder.exists();
    if (isThere && !resume && !overwrite) {
      throw new FileAlreadyExistsException(
          folder.name(),
          null,
          "holds the tries of an earlier run; pass --resume to go on from them, or --overwrite to"
              + " begin anew");
    }
    if (isThere && resume) {
      read();
    }
    return isThere && resume;
  }

  private void read() throws IOException {
    try (InputStream in = folder.open(FILE)) {
      JsonNode all = JSON.readTree(new String(in.readNBytes(MOST_BYTES), UTF_8));
      identity = new TreeMap<>();
      all.required("run")
          .properties()
          .forEach(entry -> identity.put(entry.getKey(), entry.getValue().asText()));
      for (JsonNode each : all.required("tries")) {
        tries.add(MadeTry.of(each));
      }
    } catch (JsonProcessingException | IllegalArgumentException broken) {
      throw new RequestException(
          folder.name()
              + ": "
              + FILE
              + " is no table of tries that can be read; restore it, or pass --overwrite without"
              + " --resume to begin anew",
          broken);
    }
  }

  /**
   * Says whose tries these are.
   *
   * @throws RequestException where those that were read are of another run
   */
  void belongsTo(Map<String, String> run) {
    if (!identity.isEmpty()) {
      List<String> others =
          run.keySet().stream().filter(key -> !run.get(key).equals(identity.get(key))).toList();
      if (!others.isEmpty()) {
        throw new RequestException(
            "the tries in "
                + folder.name()
                + " are of another run: "
                + String.join(" and ", others)
                + (others.size() == 1 ? " is" : " are")
                + " not the same; go on with what they were made with, or pass --overwrite without"
                + " --resume to begin anew");
      }
    }
    identity = run;
  }

  /** Keeps one try more. */
  void add(MadeTry made) throws IOException {
    tries.add(made);
    ObjectNode all = JSON.createObjectNode();
    ObjectNode run = all.putObject("run");
    identity.forEach(run::put);
    ArrayNode array = all.putArray("tries");
    tries.forEach(each -> array.add(each.json()));
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    folder.publish(Map.of(FILE, out -> out.write(bytes)), true);
  }
}
