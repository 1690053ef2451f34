@NullMarked
package io.sinestream.job.training;

import org.jspecify.annotations.NullMarked;
