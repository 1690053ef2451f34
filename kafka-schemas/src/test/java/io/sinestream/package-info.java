@NullMarked
package io.sinestream;

import org.jspecify.annotations.NullMarked;
