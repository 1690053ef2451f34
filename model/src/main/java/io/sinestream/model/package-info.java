@NullMarked
package io.sinestream.model;

import org.jspecify.annotations.NullMarked;
