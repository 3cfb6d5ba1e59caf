package io.summand.cli.table;

import io.summand.cli.config.DataFormat;
import io.summand.cli.config.RequestException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * LIBSVM files: the column {@code label}, and the sparse vector {@code features}. Its width is the
 * network's, because the last features of a file may all be 0 and then are not in it.
 */
record LibsvmReader(String path, int inputs) implements TableReader {
  @Override
  public Dataset<Row> read(SparkSession spark) {
    Dataset<Row> table =
        Tables.table(path, DataFormat.LIBSVM, () -> spark.read().format("libsvm").load(path));
    long width = table.schema().apply("features").metadata().getLong("numFeatures");
    if (width > inputs) {
      throw new RequestException(
          path
              + " has features up to number "
              + width
              + " but the network takes "
              + inputs
              + " inputs; change the network's first number");
    }
    return spark.read().format("libsvm").option("numFeatures", inputs).load(path);
  }
}
