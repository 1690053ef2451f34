/** One test per promise of the README, against a real broker and a real Flink cluster. */
@NullMarked
package io.sinestream.it;

import org.jspecify.annotations.NullMarked;
