/** How the cost of a step grows with rows, weights, shards and executors, and a model of it. */
package org.summand.benchmarks.scaling;
