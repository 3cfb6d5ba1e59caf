/** Eclipse Deeplearning4j. */
package org.summand.benchmarks.dl4j;
