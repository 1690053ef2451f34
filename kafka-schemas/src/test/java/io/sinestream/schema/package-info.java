@NullMarked
package io.sinestream.schema;

import org.jspecify.annotations.NullMarked;
