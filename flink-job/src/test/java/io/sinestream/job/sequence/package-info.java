@NullMarked
package io.sinestream.job.sequence;

import org.jspecify.annotations.NullMarked;
