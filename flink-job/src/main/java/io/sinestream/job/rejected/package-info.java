/** Looking at rejected plays and sending them again: what {@code sine-stream rejected} does. */
@NullMarked
package io.sinestream.job.rejected;

import org.jspecify.annotations.NullMarked;
