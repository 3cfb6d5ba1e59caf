package org.summand.compute.opencl;

import org.summand.compute.Activation;
import org.summand.compute.Loss;

/**
 * The numbers by which the kernel, which has no enums, knows activations and losses. Named one by
 * one, so that the order in which an enum lists them means nothing.
 */
final class KernelCodes {
  private KernelCodes() {}

  static int of(Activation activation) {
    return switch (activation) {
      case IDENTITY -> KernelFields.IDENTITY;
      case RELU -> KernelFields.RELU;
      case LEAKY_RELU -> KernelFields.LEAKY_RELU;
      case TANH -> KernelFields.TANH;
      case SIGMOID -> KernelFields.SIGMOID;
      case GELU -> KernelFields.GELU;
      case SILU -> KernelFields.SILU;
    };
  }

  static int of(Loss.Kind loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> KernelFields.SOFTMAX_CROSS_ENTROPY;
      case BINARY_CROSS_ENTROPY -> KernelFields.BINARY_CROSS_ENTROPY;
      case SQUARED_ERROR -> KernelFields.SQUARED_ERROR;
      case HUBER -> KernelFields.HUBER;
      case QUANTILES -> KernelFields.QUANTILES;
      case POISSON -> KernelFields.POISSON;
    };
  }
}
