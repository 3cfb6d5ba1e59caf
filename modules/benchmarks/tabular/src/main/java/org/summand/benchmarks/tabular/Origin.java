package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.summand.benchmarks.Machine;

/**
 * Where figures come from.
 *
 * @param date when the run began, to the minute
 * @param machine what it ran on, and how busy that was
 * @param commit of Summand's source, and whether it had changed since
 */
record Origin(String date, String machine, String commit) {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /**
   * Of a run that begins now.
   *
   * @param root the project's folder
   */
  static Origin now(Path root) throws IOException, InterruptedException {
    return new Origin(LocalDateTime.now().format(MINUTE), Machine.describe(), commit(root));
  }

  private static String commit(Path root) throws IOException, InterruptedException {
    List<String> commit = git(root, "rev-parse", "--short=10", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    // What is measured, and not where it is recorded.
    List<String> changes = git(root, "status", "--porcelain", "pom.xml", "modules", "deploy");
    return commit.get(0) + (changes.isEmpty() ? "" : ", changed since");
  }

  /** The lines that a command of git's prints; none where it fails. */
  private static List<String> git(Path root, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    Process git;
    try {
      git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException notInstalled) {
      return List.of();
    }
    String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? printed.lines().toList() : List.of();
  }
}
