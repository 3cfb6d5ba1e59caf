/**
 * The rows a network learns from: a shard of them, which of its rows a step takes, and how their
 * features are scaled. Nothing here knows how rows came to be in a shard.
 *
 * <p>Start with {@link org.summand.data.Shard}, then {@link org.summand.data.MiniBatches}.
 */
package org.summand.data;
