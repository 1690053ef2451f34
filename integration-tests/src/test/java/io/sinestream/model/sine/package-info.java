/** Benchmarks of what the model keeps to itself, hence in its package. */
@NullMarked
package io.sinestream.model.sine;

import org.jspecify.annotations.NullMarked;
