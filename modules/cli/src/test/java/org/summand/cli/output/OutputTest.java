package org.summand.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final StringWriter err = new StringWriter();

  private Output output(boolean quiet, boolean onTerminal) {
    return new Output(
        new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, quiet, onTerminal);
  }

  /** A line longer than the terminal would go on in the next, and could not be written over. */
  @Test
  void aLineOfProgressIsCutByTheTerminalHoweverNarrow() {
    Output output = output(false, true);
    output.progress("epoch 1");
    output.progress("epoch 2");
    String line = "\r\033[K\033[?7lepoch %d\033[?7h";
    assertThat(err).hasToString(line.formatted(1) + line.formatted(2));
    output.say("done");
    assertThat(err.toString()).endsWith("\033[?7h\r\033[Kdone" + System.lineSeparator());
  }

  @Test
  void progressIsForTerminalsThatAreNotToBeQuiet() {
    output(true, true).progress("epoch 1");
    output(false, false).progress("epoch 1");
    output(false, false).clearProgress();
    assertThat(err).hasToString("");
  }
}
