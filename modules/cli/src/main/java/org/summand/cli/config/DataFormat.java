package org.summand.cli.config;

/** How a data set is written. */
public enum DataFormat {
  /** Found out from the names of the files. */
  AUTO,
  CSV,
  LIBSVM,
  PARQUET,
  JSON,
  ORC,
  /** The format of MNIST. */
  IDX
}
