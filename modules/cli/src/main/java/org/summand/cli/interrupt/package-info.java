/**
 * The end of a command by Ctrl-C or SIGTERM: within seconds, with a sentence on what was kept, and
 * nothing half-written.
 *
 * <p>Start with {@link org.summand.cli.interrupt.Interruption}.
 */
package org.summand.cli.interrupt;
