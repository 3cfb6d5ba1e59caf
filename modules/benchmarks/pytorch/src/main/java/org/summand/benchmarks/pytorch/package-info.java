/** PyTorch through DJL, Amazon's Deep Java Library. */
package org.summand.benchmarks.pytorch;
