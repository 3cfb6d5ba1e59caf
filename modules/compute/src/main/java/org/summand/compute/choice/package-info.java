/**
 * Which device does the work: those that are found, tried for right answers, timed on the work at
 * hand and remembered, with the CPU to fall back on.
 *
 * <p>Start with {@link org.summand.compute.choice.Devices}.
 */
package org.summand.compute.choice;
