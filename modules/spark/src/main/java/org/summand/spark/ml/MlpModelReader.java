package org.summand.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.summand.model.NetworkModel;
import org.summand.spark.io.HadoopFolder;
import scala.Option;

/** Reads what {@link MlpModelWriter} wrote; the class to make is fixed, whatever the files say. */
final class MlpModelReader<M extends MlpModel<M>> extends MLReader<M> {
  private final Class<M> type;
  private final BiFunction<String, NetworkModel, M> constructor;

  MlpModelReader(Class<M> type, BiFunction<String, NetworkModel, M> constructor) {
    this.type = type;
    this.constructor = constructor;
  }

  @Override
  public M load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
    try {
      Path folder = new Path(ModelPath.toHadoop(path), MlpModelWriter.NETWORK);
      NetworkModel network =
          NetworkModel.load(new HadoopFolder(folder, sc().hadoopConfiguration()));
      M model = constructor.apply(metadata.uid(), network);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    } catch (IOException failed) {
      throw new UncheckedIOException(path + " could not be read", failed);
    }
  }
}
