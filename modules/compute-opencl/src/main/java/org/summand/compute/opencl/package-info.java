/**
 * OpenCL devices through Aparapi: one kernel class, translated from its bytecode, holds every
 * operation of a training step, and its arrays stay on the device from step to step.
 *
 * <p>Start with {@link org.summand.compute.opencl.OpenClWorkspace}, which turns operations into
 * launches, and {@link org.summand.compute.opencl.Operations}, which is what a launch runs. Why one
 * kernel, and what Aparapi cannot do: docs/decisions/0004-one-kernel.md.
 */
package org.summand.compute.opencl;
