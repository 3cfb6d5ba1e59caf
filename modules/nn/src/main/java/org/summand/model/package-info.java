/**
 * Trained networks as users keep them: a directory of {@code model.json}, {@code
 * weights.safetensors} and {@code SHA256SUMS}, readable from Python and with a text editor. No Java
 * serialization, no class names, no archive; readers trust nothing in the files.
 *
 * <p>Start with {@link org.summand.model.NetworkModel}.
 */
package org.summand.model;
