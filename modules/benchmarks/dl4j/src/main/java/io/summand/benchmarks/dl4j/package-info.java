/** Eclipse Deeplearning4j. */
package io.summand.benchmarks.dl4j;
