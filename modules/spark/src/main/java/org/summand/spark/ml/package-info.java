/**
 * Networks as Spark ML trains everything: estimators and models that live in pipelines. This
 * package only translates, Params to settings and columns to shards and back; what it translates to
 * is in {@link org.summand.spark}.
 *
 * <p>Start with {@link org.summand.spark.ml.MlpClassifier}.
 *
 * <p><b>Params from Java.</b> Spark ML finds a parameter by a public method without arguments that
 * returns it and is named like it, and Spark's own shared traits cannot be mixed in from Java. So
 * the parameters are made once, in {@link org.summand.spark.ml.MlpParamSet}, and {@link
 * org.summand.spark.ml.MlpParams} gives every estimator and model the methods. Both, and the
 * setters, are written by the build from one table, {@code src/build/parameters/parameters.ini}:
 * that is where a parameter is added or changed.
 */
package org.summand.spark.ml;
