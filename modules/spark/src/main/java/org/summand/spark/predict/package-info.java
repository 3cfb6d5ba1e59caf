/**
 * Predictions of a trained network beside the columns of a table, on a cluster or, for a few rows,
 * without one.
 *
 * <p>Start with {@link org.summand.spark.predict.Predictor}, then {@code PredictedRows}, which
 * takes rows through the network a block at a time; a {@link
 * org.summand.spark.predict.PredictionWriter} says what stands beside a row.
 */
package org.summand.spark.predict;
