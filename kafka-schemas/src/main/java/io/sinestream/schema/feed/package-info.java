/**
 * The ranker's side: reads the three output topics, keeps what is current of them in memory, scores as the model does and
 * retrieves.
 */
@NullMarked
package io.sinestream.schema.feed;

import org.jspecify.annotations.NullMarked;
