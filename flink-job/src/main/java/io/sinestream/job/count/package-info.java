/** Counts that must be exact across restarts. */
@NullMarked
package io.sinestream.job.count;

import org.jspecify.annotations.NullMarked;
