@NullMarked
package io.sinestream.job.feedback;

import org.jspecify.annotations.NullMarked;
