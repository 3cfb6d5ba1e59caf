package org.summand.data;

/**
 * The blocks of a shard that a step needs, and those that later steps will.
 *
 * @param now those of the windows that the step draws from
 * @param next those of the window after them, in this epoch or the next one
 */
public record BlocksOfStep(int[] now, int[] next) {}
