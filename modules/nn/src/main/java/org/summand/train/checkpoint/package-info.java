/**
 * What a run leaves behind while it goes on, so that another can go on from there to the same bits:
 * the state, and the progress of the epoch under way, in a directory that belongs to one run at a
 * time.
 *
 * <p>Start with {@link org.summand.train.checkpoint.CheckpointStore}, then {@link
 * org.summand.train.checkpoint.CheckpointLock}.
 */
package org.summand.train.checkpoint;
