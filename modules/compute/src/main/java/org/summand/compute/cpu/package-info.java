/**
 * The operations on the CPU: products by OpenBLAS, or by Java where it does not come for the
 * machine, and plain loops that the compiler turns into vector instructions.
 *
 * <p>Start with {@link org.summand.compute.cpu.CpuDevice}.
 */
package org.summand.compute.cpu;
