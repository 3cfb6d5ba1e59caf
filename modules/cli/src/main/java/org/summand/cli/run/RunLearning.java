package org.summand.cli.run;

import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;

/**
 * What a run does with its rows.
 *
 * @param settings what it trains, and how
 * @param earlyStopping which epoch's weights remain, and when it stops before the last
 */
record RunLearning(TrainingSettings settings, EarlyStopping earlyStopping) {}
