package org.summand.cli.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.output.ColumnDescription;
import org.summand.cli.output.Formats;
import org.summand.cli.table.row.TableReader;
import org.summand.data.LabelTask;
import org.summand.nn.Network;
import org.summand.spark.shard.TableNetwork;
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
    TableReader reader, Dataset<Row> table, Columns columns, Label label, TableNetwork network) {
  private static final String OVERRULED = "; to learn them as numbers instead, pass --task numbers";

  /**
   * What was chosen of the label, in words, before rows are packed.
   *
   * @param run what was said
   */
  List<String> sentences(RunConfiguration run) {
    return saysNoHead(run)
        ? List.of(label + (mayBeNumbers(run.data().task()) ? OVERRULED : ""))
        : List.of();
  }

  /**
   * What was chosen by the rows, in words: the names of classes, where the network itself says that
   * the label is classes; what becomes of the columns.
   *
   * @param run what was said
   */
  List<String> sentencesOf(PackedRows rows, RunConfiguration run) {
    List<String> sentences = new ArrayList<>();
    if (!saysNoHead(run)) {
      sentences.add(new Label(columns.labels(), rows.head(), rows.classes()).toString());
    }
    sentences.addAll(new ColumnDescription(rows.data().encoder()).sentences());
    return sentences;
  }

  /** The network, in words. */
  static String sentence(Network network) {
    return "network " + network + ", " + Formats.count(network.weightCount()) + " weights";
  }

  private static boolean saysNoHead(RunConfiguration run) {
    return run.training().network().head().isEmpty();
  }

  /** Whether numbers were taken for classes that may be meant as numbers: 0 and 1 hardly are. */
  private boolean mayBeNumbers(LabelTask task) {
    return task.kind() == LabelTask.Kind.AUTO
        && label.head().classes() > 2
        && label.classes().stream().allMatch(Numerals::isNumber);
  }
}
