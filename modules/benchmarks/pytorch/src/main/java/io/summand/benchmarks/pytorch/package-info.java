/** PyTorch through DJL, Amazon's Deep Java Library. */
package io.summand.benchmarks.pytorch;
