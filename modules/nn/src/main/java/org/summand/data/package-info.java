/**
 * The rows a network learns from: a shard of them, which of its rows a step takes, and how their
 * features are scaled. Nothing here knows how rows came to be in a shard.
 */
package org.summand.data;
