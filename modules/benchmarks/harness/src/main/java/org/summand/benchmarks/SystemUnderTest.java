package org.summand.benchmarks;

import java.util.List;

/** A system that is measured. Found by the service loader, one to be used in a JVM. */
public interface SystemUnderTest {
  /** Its name on the command line. */
  String name();

  /** What it is and how it is set; asked after measuring. */
  SystemDescription description();

  /**
   * Measures it.
   *
   * @return what was timed; nothing where the workload means nothing to it
   * @throws Exception where it cannot; the message goes into the table
   */
  List<Series> measure(Workload workload) throws Exception;
}
