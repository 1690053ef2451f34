@NullMarked
package io.sinestream.job.kafka;

import org.jspecify.annotations.NullMarked;
