/** Comparing settings of the job offline: what each of them learns from the same plays, seed by seed. */
@NullMarked
package io.sinestream.job.evaluate;

import org.jspecify.annotations.NullMarked;
