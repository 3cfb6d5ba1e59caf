package org.summand.cli.config;

/** The format of a data set. */
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
