@NullMarked
package io.sinestream.job.check;

import org.jspecify.annotations.NullMarked;
