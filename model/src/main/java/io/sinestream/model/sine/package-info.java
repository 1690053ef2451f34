/** SINE on DJL: the learner, its network, its optimisers and its open vocabulary. */
@NullMarked
package io.sinestream.model.sine;

import org.jspecify.annotations.NullMarked;
