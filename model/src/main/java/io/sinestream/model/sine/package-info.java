/**
 * SINE (Pan et al., "Understanding and Modeling Passive-Negative Feedback for Short-video Sequential Recommendation",
 * RecSys 2023, doi 10.1145/3604915.3608814) on DJL's PyTorch engine. It is not RecBole's SINE, the Sparse-Interest Network.
 */
@NullMarked
package io.sinestream.model.sine;

import org.jspecify.annotations.NullMarked;
