/** The embedded run: a real broker as a child process, a local Flink cluster with its dashboard, and the folder both keep. */
@NullMarked
package io.sinestream.job.embedded;

import org.jspecify.annotations.NullMarked;
