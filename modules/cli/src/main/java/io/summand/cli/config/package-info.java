/**
 * The configuration of a run: every key with its kind and default, read strictly.
 *
 * <p>Start with {@link io.summand.cli.config.Keys}; what each key means, {@code
 * conf/all-settings.conf} says.
 */
package io.summand.cli.config;
