package org.summand.cli.config;

import java.util.List;
import java.util.Optional;
import org.summand.data.ClassWeights;
import org.summand.data.LabelTask;
import org.summand.data.ScalingMethod;
import org.summand.data.TargetScaling;
import org.summand.table.CellReader;

/**
 * Where the rows are, and what their columns mean.
 *
 * @param path a file, a directory, or a pattern with {@code *}
 * @param format how it is written
 * @param labels the columns to learn
 * @param task what to learn of them
 * @param features the columns to learn from; empty for all others
 * @param ignored columns that are not learned from all the same
 * @param categories those of them whose cells are categories, even where they are numbers
 * @param missing the words that stand for a missing number
 * @param decimal what stands between the whole and the fraction of a number
 * @param weight the column of row weights
 * @param header whether the first line of a CSV file names its columns
 * @param separator what stands between two cells of a CSV file, or {@link #AUTO}
 * @param multiLine whether quoted cells of a CSV file go over several lines
 * @param scaling how features are scaled
 * @param bins into how many bins numbers are sorted besides
 * @param targetScaling whether the numbers to learn are
 * @param classWeights what rows weigh by their class
 * @param validationFraction the share of rows to validate on
 * @param idxImages the file of features in a directory of IDX files
 * @param idxLabels the file of labels there
 */
public record DataSettings(
    Optional<String> path,
    DataFormat format,
    List<String> labels,
    LabelTask task,
    List<String> features,
    List<String> ignored,
    List<String> categories,
    List<String> missing,
    char decimal,
    Optional<String> weight,
    boolean header,
    String separator,
    LineBreaks multiLine,
    ScalingMethod scaling,
    int bins,
    TargetScaling.Method targetScaling,
    ClassWeights classWeights,
    double validationFraction,
    String idxImages,
    String idxLabels) {
  /** The separator that the name or the first line of a file tells. */
  public static final String AUTO = "auto";

  static final double DEFAULT_VALIDATION_FRACTION = 0.2;

  /** The names that MNIST came with; read with or without {@code .gz}. */
  static final String DEFAULT_IDX_IMAGES = "train-images-idx3-ubyte";

  static final String DEFAULT_IDX_LABELS = "train-labels-idx1-ubyte";

  /** The same with these columns to learn from. */
  public DataSettings withFeatures(List<String> others) {
    return new DataSettings(
        path,
        format,
        labels,
        task,
        others,
        ignored,
        categories,
        missing,
        decimal,
        weight,
        header,
        separator,
        multiLine,
        scaling,
        bins,
        targetScaling,
        classWeights,
        validationFraction,
        idxImages,
        idxLabels);
  }

  /** How cells are read. */
  public CellReader cells() {
    return new CellReader(missing, decimal);
  }

  /** The path, where the command cannot do without. */
  public String requiredPath() {
    return path.orElseThrow(
        () ->
            new RequestException(
                "no data are named; set data.path in the configuration, or pass --data PATH"));
  }
}
