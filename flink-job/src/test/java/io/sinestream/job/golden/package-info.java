/** Finds the golden files that tests walk. */
@NullMarked
package io.sinestream.job.golden;

import org.jspecify.annotations.NullMarked;
