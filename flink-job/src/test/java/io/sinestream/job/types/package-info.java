@NullMarked
package io.sinestream.job.types;

import org.jspecify.annotations.NullMarked;
