package org.summand.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.summand.cli.output.ModelDescription;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.run.LazySparkSession;
import org.summand.cli.run.ModelFolders;
import org.summand.model.Folder;
import org.summand.model.NetworkModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code summand describe}. */
@Command(
    name = "describe",
    description = {
      "Tells what a model is: its network, the label and its classes, the columns it learned from,"
          + " how long it was trained, and the configuration it was trained with.",
      "",
      "  summand describe --model models/digits",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DescribeCommand implements Callable<Integer> {
  @Mixin private ModelOption model;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    Output screen = output.open(command);
    try (LazySparkSession session = new LazySparkSession(Map.of())) {
      Folder folder = ModelFolders.at(model.path(), session.hadoop());
      ModelDescription description = new ModelDescription(NetworkModel.load(folder).metadata());
      ObjectNode json = Output.object();
      json.put("command", "describe");
      json.put("model", folder.name());
      json.setAll(description.json());
      screen.result(description.text(), json);
    }
    return 0;
  }
}
