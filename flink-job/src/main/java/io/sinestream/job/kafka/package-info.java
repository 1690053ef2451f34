/** The Kafka ends of the job: what is read from and written to topics. */
@NullMarked
package io.sinestream.job.kafka;

import org.jspecify.annotations.NullMarked;
