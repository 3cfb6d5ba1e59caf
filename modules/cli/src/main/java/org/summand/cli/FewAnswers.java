package org.summand.cli;

import org.summand.cli.table.FewRows;
import org.summand.cli.table.TableReader;
import org.summand.compute.CpuDevice;
import org.summand.compute.Devices;
import org.summand.data.BadDataException;
import org.summand.model.ModelCard;
import org.summand.spark.LocalPredictor;
import org.summand.spark.Predictor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Answers for a small file on this machine, which are there before Spark would have started. */
final class FewAnswers {
  private FewAnswers() {}

  /**
   * All answers, in the order of the rows.
   *
   * @return empty where this is a case for Spark, if only to say what is wrong
   */
  static Optional<List<Row>> of(ModelUse use, TableReader reader, Output screen) {
    List<String> said = new ArrayList<>();
    Optional<List<Row>> answers = reader.few(said::add).flatMap(rows -> of(use, rows));
    if (answers.isPresent()) {
      said.forEach(screen::say);
    }
    return answers;
  }

  private static Optional<List<Row>> of(ModelUse use, FewRows table) {
    ModelCard card = use.model().card();
    List<String> features = card.features();
    boolean isPlain =
        use.run().data().features().equals(features)
            && features.size() == card.network().inputs()
            && table.names().containsAll(features)
            && Predictor.columns(card).stream().noneMatch(table.names()::contains);
    if (!isPlain) {
      return Optional.empty();
    }
    int[] at = features.stream().mapToInt(table.names()::indexOf).toArray();
    Iterator<Row> rows = table.rows().stream().map(cells -> row(cells, at)).iterator();
    try {
      return Optional.of(LocalPredictor.predict(use.model(), use.run().training().device(), rows));
    } catch (BadDataException badRow) {
      return Optional.empty();
    }
  }

  /** For so few rows no other device is worth looking for. */
  private static String device(ModelUse use) {
    String named = use.run().training().device();
    return named.strip().equalsIgnoreCase(Devices.AUTO) ? CpuDevice.NAME : named;
  }

  private static Row row(String[] cells, int[] at) {
    Object[] chosen = new Object[at.length];
    for (int i = 0; i < at.length; i++) {
      chosen[i] = cells[at[i]];
    }
    return RowFactory.create(chosen);
  }
}
