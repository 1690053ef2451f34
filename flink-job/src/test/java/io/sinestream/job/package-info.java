@NullMarked
package io.sinestream.job;

import org.jspecify.annotations.NullMarked;
