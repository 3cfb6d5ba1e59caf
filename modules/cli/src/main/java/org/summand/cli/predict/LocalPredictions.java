package org.summand.cli.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.summand.cli.output.Output;
import org.summand.cli.run.LoadedModel;
import org.summand.cli.table.row.LocalRows;
import org.summand.cli.table.row.TableReader;
import org.summand.compute.choice.Devices;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.model.ModelMetadata;
import org.summand.spark.predict.LocalPredictor;
import org.summand.spark.predict.Predictor;
import org.summand.table.RawColumn;

/**
 * Predictions for a small file on this machine, computed in less time than Spark takes to start.
 */
public final class LocalPredictions {
  private LocalPredictions() {}

  /**
   * All predictions, in the order of the rows.
   *
   * @return empty where Spark must do it, also where anything is wrong with the rows, because
   *     Spark's path has the messages
   */
  public static Optional<List<Row>> of(LoadedModel loaded, TableReader reader, Output screen) {
    List<String> said = new ArrayList<>();
    Optional<List<Row>> predictions =
        reader.readLocally(said::add).flatMap(rows -> of(loaded, rows));
    if (predictions.isPresent()) {
      said.forEach(screen::say);
    }
    return predictions;
  }

  private static Optional<List<Row>> of(LoadedModel loaded, LocalRows table) {
    ModelMetadata metadata = loaded.model().metadata();
    List<String> features = metadata.features();
    boolean isPlain =
        loaded.run().data().features().equals(features)
            && metadata.encoder().columns().stream()
                .noneMatch(column -> column.kind() == RawColumn.Kind.VECTOR)
            && table.names().containsAll(features)
            && Predictor.columns(metadata).stream().noneMatch(table.names()::contains);
    if (!isPlain) {
      return Optional.empty();
    }
    int[] at = features.stream().mapToInt(table.names()::indexOf).toArray();
    Iterator<Row> rows = table.rows().stream().map(cells -> row(cells, at)).iterator();
    try {
      return Optional.of(LocalPredictor.predict(loaded.model(), device(loaded), rows));
    } catch (BadDataException badRow) {
      return Optional.empty();
    }
  }

  /** For so few rows no other device is worth looking for. */
  private static String device(LoadedModel loaded) {
    String named = loaded.run().training().device();
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
