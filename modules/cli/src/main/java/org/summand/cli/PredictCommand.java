package org.summand.cli;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.ConfigReader;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.interrupt.InterruptibleWork;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.predict.LocalPredictions;
import org.summand.cli.predict.PredictionFiles;
import org.summand.cli.predict.PredictionFormat;
import org.summand.cli.predict.PredictionPrinter;
import org.summand.cli.run.LazySparkSession;
import org.summand.cli.run.LoadedModel;
import org.summand.cli.table.TableReaders;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.spark.predict.Predictor;
import org.summand.spark.table.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code summand predict}. */
@Command(
    name = "predict",
    description = {
      "Predictions for each row of a data set, which needs no labels: the class and the probability"
          + " of each, numbers, or quantiles. Without --out the predictions are printed, in the order of the"
          + " rows; with it they are written beside the columns of the data.",
      "",
      "  summand predict --model models/digits --data conf/data/digits.csv.gz",
      "  summand predict --model models/digits --data new.csv --out predictions.csv",
      "  summand predict --model models/digits --data new.csv --out predictions --format parquet",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  @Mixin private ModelOption model;

  @Mixin private ConfigOptions configuration;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      converter = PathConverter.class,
      description =
          "Where to write the data and the predictions: one file if it ends in .csv, .json or"
              + " .jsonl, else a directory of parts.")
  private String out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "How: ${COMPLETION-CANDIDATES}; json is an object a line. Default: by the ending of"
              + " --out, else csv.")
  private PredictionFormat format;

  @Option(names = "--overwrite", description = "Replace predictions that are there already.")
  private boolean overwrite;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ConfigReader reader = configuration.reader();
    Output screen = output.open(command);
    PredictionFormat how = PredictionFormat.of(format, out);
    try (LazySparkSession session = new LazySparkSession(reader.spark())) {
      LoadedModel loaded = LoadedModel.load(model.path(), reader, session);
      List<String> columns = Predictor.columns(loaded.model().metadata());
      PredictionFiles files = null;
      if (out != null) {
        files = new PredictionFiles(out, how, overwrite, columns, session.hadoop());
        files.requireApart(loaded.run().data().requiredPath(), session.hadoop());
      }
      predict(loaded, files, how, session, screen);
    }
    return 0;
  }

  private static void predict(
      LoadedModel loaded,
      PredictionFiles files,
      PredictionFormat how,
      LazySparkSession session,
      Output screen)
      throws IOException {
    DataSettings settings = loaded.run().data();
    OptionalInt inputs = OptionalInt.of(loaded.model().network().inputs());
    TableReader reader = TableReaders.of(settings, inputs, false, session.hadoop());
    screen.say("reading " + settings.requiredPath());
    if (files == null && session.isAlone()) {
      Optional<List<Row>> few = LocalPredictions.of(loaded, reader, screen);
      if (few.isPresent()) {
        print(few.get().iterator(), loaded, how, screen);
        return;
      }
    }
    Dataset<Row> table = reader.read(session.spark(), screen::say);
    String device = loaded.run().training().device();
    try (Predictor predictor = new Predictor(session.context(), loaded.model(), device)) {
      Dataset<Row> predictions = predictions(predictor, table, settings);
      reader.namingRows(
          session.spark(),
          () -> {
            if (files == null) {
              Interruption.watch(InterruptibleWork.nothing("not all predictions were printed"));
              print(alone(predictions, loaded), loaded, how, screen);
            } else {
              write(predictions, table, files, session, screen);
            }
            return null;
          });
    }
  }

  @SuppressWarnings("try") // Progress is shown while it is open.
  private static void write(
      Dataset<Row> predictions,
      Dataset<Row> table,
      PredictionFiles files,
      LazySparkSession session,
      Output screen)
      throws IOException {
    try (JobProgress shown = new JobProgress("predicting", session.context(), screen)) {
      files.write(predictions, table, screen);
    }
  }

  private static void print(
      Iterator<Row> predictions, LoadedModel loaded, PredictionFormat how, Output screen)
      throws IOException {
    String[] names = Predictor.columns(loaded.model().metadata()).toArray(String[]::new);
    PredictionPrinter printer = new PredictionPrinter(names, screen.out());
    if (screen.isJson()) {
      printer.printJson(predictions, loaded.name());
    } else if (how == PredictionFormat.json) {
      printer.printJsonLines(predictions);
    } else {
      printer.printCsv(predictions);
    }
  }

  /** The predictions without the columns of the data. */
  private static Iterator<Row> alone(Dataset<Row> predictions, LoadedModel loaded) {
    Column[] columns =
        Predictor.columns(loaded.model().metadata()).stream()
            .map(Columns::column)
            .toArray(Column[]::new);
    return predictions.select(columns).toLocalIterator();
  }

  private static Dataset<Row> predictions(
      Predictor predictor, Dataset<Row> table, DataSettings settings) {
    try {
      return predictor.predict(table, settings.features());
    } catch (BadDataException unfit) {
      throw new RequestException(settings.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
  }
}
