/** The way into the one-jar form. */
@NullMarked
package io.netia.launcher;

import org.jspecify.annotations.NullMarked;
