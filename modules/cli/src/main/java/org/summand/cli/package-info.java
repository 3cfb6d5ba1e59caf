/**
 * The {@code summand} command: {@code train}, {@code evaluate}, {@code predict}, {@code devices}.
 *
 * <p>Start with {@link org.summand.cli.Main}; each subcommand is a class, {@link
 * org.summand.cli.TrainCommand} the longest of them. Results go to stdout, words for people to
 * stderr. The program ends with 0 when done, 1 when it failed while running, 2 when the request was
 * wrong, 130 and 143 when Ctrl-C or SIGTERM interrupted it.
 */
package org.summand.cli;
