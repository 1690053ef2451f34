/** From a watch time to a label: effective view, skip or neutral. */
@NullMarked
package io.sinestream.job.feedback;

import org.jspecify.annotations.NullMarked;
