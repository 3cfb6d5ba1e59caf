package org.summand.cli.interrupt;

/** What a command is doing, which decides how it ends when its process is interrupted. */
public interface InterruptibleWork {
  /** Whether it should come to its end, which takes seconds at most; else it is cut short. */
  default boolean isToBeFinished() {
    return false;
  }

  /** Whether it has temporary files to delete when it is cut short. */
  default boolean leavesTraces() {
    return false;
  }

  /** The rest of the line that begins with “interrupted”: where, what was kept, how to go on. */
  String words();

  /** Clears the line of progress from the screen. */
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
