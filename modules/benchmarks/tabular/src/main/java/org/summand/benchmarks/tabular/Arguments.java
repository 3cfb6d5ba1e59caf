package org.summand.benchmarks.tabular;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param data the folder of the tables
 * @param python an interpreter that has the libraries of the peers; empty for one of the
 *     benchmark's own
 * @param learners the systems to measure
 * @param tables the names of the tables to measure them on; empty for all there are
 * @param seeds the trainings of each system on each table
 * @param records the folder where the results are kept, if they are
 * @param page the folder whose page is to be written again from its results; nothing is measured
 *     then
 */
record Arguments(
    Path data,
    Optional<Path> python,
    List<Learner> learners,
    List<String> tables,
    int seeds,
    Optional<Path> records,
    Optional<Path> page) {
  private static final int SEEDS = 3;

  /**
   * @param root the project's folder
   * @throws IllegalArgumentException in words, where it cannot be understood
   */
  static Arguments parse(Path root, List<String> args) {
    Path data = root.resolveSibling("shared/data/tables");
    Optional<Path> python = Optional.empty();
    List<Learner> learners = List.of(Learner.values());
    List<String> tables = List.of();
    int seeds = SEEDS;
    Optional<Path> records = Optional.empty();
    Optional<Path> page = Optional.empty();
    for (int i = 0; i < args.size(); i += 2) {
      String option = args.get(i);
      switch (option) {
        case "--data" -> data = path(args, i);
        case "--python" -> python = Optional.of(path(args, i));
        case "--systems" -> learners = words(args, i).map(Arguments::learner).toList();
        case "--tables" -> tables = words(args, i).toList();
        case "--seeds" -> seeds = count(option, value(args, i));
        case "--record" -> records = Optional.of(path(args, i));
        case "--page" -> page = Optional.of(path(args, i));
        default ->
            throw new IllegalArgumentException(
                "there is no '"
                    + option
                    + "'; there are --data, --python, --systems, --tables, --seeds, --record and"
                    + " --page, each with its value behind it");
      }
    }
    return new Arguments(data, python, learners, tables, seeds, records, page);
  }

  private static String value(List<String> args, int option) {
    if (option + 1 == args.size() || args.get(option + 1).isBlank()) {
      throw new IllegalArgumentException(args.get(option) + " needs a value");
    }
    return args.get(option + 1);
  }

  private static Path path(List<String> args, int option) {
    return Path.of(value(args, option)).toAbsolutePath().normalize();
  }

  private static Stream<String> words(List<String> args, int option) {
    return Stream.of(value(args, option).split(",", -1)).map(String::strip).distinct();
  }

  private static Learner learner(String name) {
    return Learner.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no system '"
                        + name
                        + "'; there are "
                        + Stream.of(Learner.values()).map(Learner::text).toList()));
  }

  private static int count(String option, String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(
          option + " needs a number from 1 to 999, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /**
   * The tables that are asked for, of those there are.
   *
   * @throws IllegalArgumentException where one of them is not there
   */
  List<OpenTable> choose(List<OpenTable> all) {
    for (String name : tables) {
      if (all.stream().noneMatch(table -> table.name().equals(name))) {
        throw new IllegalArgumentException(
            "there is no table '"
                + name
                + "' in "
                + data
                + "; there are "
                + all.stream().map(OpenTable::name).toList());
      }
    }
    return all.stream().filter(table -> tables.isEmpty() || tables.contains(table.name())).toList();
  }
}
