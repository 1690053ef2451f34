/** Tests of evaluation. */
@NullMarked
package io.sinestream.job.evaluate;

import org.jspecify.annotations.NullMarked;
