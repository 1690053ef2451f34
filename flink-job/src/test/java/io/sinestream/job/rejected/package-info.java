@NullMarked
package io.sinestream.job.rejected;

import org.jspecify.annotations.NullMarked;
