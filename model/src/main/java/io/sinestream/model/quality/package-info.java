/** Ranking quality of test-then-train instances: exact, without tensors. */
@NullMarked
package io.sinestream.model.quality;

import org.jspecify.annotations.NullMarked;
