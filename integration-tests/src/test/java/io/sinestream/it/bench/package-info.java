/** Benchmarks: this repository's learner and its peer in Python, in turns; profile {@code bench}. */
@NullMarked
package io.sinestream.it.bench;

import org.jspecify.annotations.NullMarked;
