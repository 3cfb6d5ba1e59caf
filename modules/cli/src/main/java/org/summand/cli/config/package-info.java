/**
 * The configuration of a run: every key with its kind and default, read strictly.
 *
 * <p>Start with {@link org.summand.cli.config.Keys}; what each key means, {@code
 * conf/all-settings.conf} says.
 */
package org.summand.cli.config;
