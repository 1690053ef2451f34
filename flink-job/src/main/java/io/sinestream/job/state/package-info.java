/** How state rests in RocksDB. */
@NullMarked
package io.sinestream.job.state;

import org.jspecify.annotations.NullMarked;
