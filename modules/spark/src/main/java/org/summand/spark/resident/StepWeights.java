package org.summand.spark.resident;

/**
 * What a step begins with.
 *
 * @param step its number, from 1
 * @param weights not to be written, and only valid until the step's partial gradient has been
 *     handed in
 */
record StepWeights(long step, float[] weights) {}
