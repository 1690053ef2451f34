/** The learner as a Flink operator: options, state, metrics and what it hands on. */
@NullMarked
package io.sinestream.job.training;

import org.jspecify.annotations.NullMarked;
