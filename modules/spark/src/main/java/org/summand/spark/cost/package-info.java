/**
 * What a step costs on a cluster, by a model fitted to measured steps. Knows nothing of Spark.
 *
 * <p>Start with {@link org.summand.spark.cost.CostedStep}, then {@link
 * org.summand.spark.cost.StepCosts}.
 */
package org.summand.spark.cost;
