/**
 * Predictions as files and on the screen, written so that they are never taken for anything else,
 * and read so that nothing else is replaced.
 *
 * <p>Start with {@link org.summand.cli.predict.PredictionFiles}.
 */
package org.summand.cli.predict;
