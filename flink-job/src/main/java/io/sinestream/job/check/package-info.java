/** What a decoded play event must be before the job believes it. */
@NullMarked
package io.sinestream.job.check;

import org.jspecify.annotations.NullMarked;
