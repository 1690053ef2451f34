/** What feeds an embedded run: a log of plays read from files, or a simulated audience. */
@NullMarked
package io.sinestream.job.feed;

import org.jspecify.annotations.NullMarked;
