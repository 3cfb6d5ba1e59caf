package org.summand.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.output.Formats;
import org.summand.cli.table.row.TableReader;
import org.summand.data.LabelTask;
import org.summand.nn.Network;
import org.summand.spark.table.Columns;
import org.summand.spark.table.Label;
import org.summand.table.Numerals;

/**
 * What will be trained on a table, as chosen from what was said and what the table holds.
 *
 * @param reader reads the table
 * @param table the table
 * @param columns its columns, all of them named
 * @param label what is learned
 * @param network what learns it
 */
record TrainingPlan(
    TableReader reader, Dataset<Row> table, Columns columns, Label label, Network network) {
  private static final String OVERRULED = "; to learn them as numbers instead, pass --task numbers";

  /**
   * The choices in words, a sentence each, before rows are packed.
   *
   * @param run what was said
   */
  List<String> sentences(RunConfiguration run) {
    List<String> sentences = new ArrayList<>();
    if (run.training().network().loss().isEmpty()) {
      sentences.add(label + (mayBeNumbers(run.data().task()) ? OVERRULED : ""));
    }
    sentences.add("network " + network + ", " + Formats.count(network.weightCount()) + " weights");
    return sentences;
  }

  /**
   * What packing found of a label that the network itself says is classes: their names.
   *
   * @param run what was said
   */
  List<String> sentencesOf(PackedRows rows, RunConfiguration run) {
    return run.training().network().loss().isEmpty()
        ? List.of()
        : List.of(Label.of(columns.labels(), network, rows.classes()).toString());
  }

  /** Whether numbers were taken for classes that may be meant as numbers: 0 and 1 hardly are. */
  private boolean mayBeNumbers(LabelTask task) {
    return task == LabelTask.AUTO
        && label.loss().classifies()
        && label.outputs() > 2
        && label.classes().stream().allMatch(Numerals::isNumber);
  }
}
