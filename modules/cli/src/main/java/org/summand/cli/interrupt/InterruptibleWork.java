package org.summand.cli.interrupt;

/** What a command does at a moment, for whoever interrupts it then. */
public interface InterruptibleWork {
  /** Whether it should come to its end, which takes seconds at most; else it is cut short. */
  default boolean isToBeFinished() {
    return false;
  }

  /** Whether something is to be put in order when it is cut short. */
  default boolean leavesTraces() {
    return false;
  }

  /** What “interrupted” is followed by: where, what was kept, and how to go on. */
  String words();

  /** Takes away what stands on the screen and is not a whole line. */
  default void clearScreen() {}

  /** Called last, whether the command came to its end or not. */
  default void abandon() {}

  /** Work of which nothing is kept. */
  static InterruptibleWork nothing(String words) {
    return () -> "; " + words;
  }

  /** Work that takes back what it wrote when it is cut short. */
  static InterruptibleWork takenBack(String words) {
    return new InterruptibleWork() {
      @Override
      public boolean leavesTraces() {
        return true;
      }

      @Override
      public String words() {
        return "; " + words;
      }
    };
  }
}
