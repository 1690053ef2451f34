@NullMarked
package io.sinestream.job.feed;

import org.jspecify.annotations.NullMarked;
