/**
 * The {@code summand} command: {@code train}, {@code evaluate}, {@code predict}, {@code devices}.
 *
 * <p>Start with {@link org.summand.cli.Main}; each subcommand is a class here, and what they do has
 * rooms of its own: {@link org.summand.cli.config} reads what is wanted, {@link
 * org.summand.cli.table} the data, {@link org.summand.cli.run} holds the session and the course of
 * a training, {@link org.summand.cli.predict} files of predictions, {@link org.summand.cli.output}
 * what is printed, {@link org.summand.cli.interrupt} the end by a signal.
 *
 * <p>Results go to stdout, words for people to stderr. The program ends with 0 when done, 1 when it
 * failed while running, 2 when the request was wrong, 130 and 143 when Ctrl-C or SIGTERM
 * interrupted it.
 */
package org.summand.cli;
