/** Short stand-ins for texts of any length. */
@NullMarked
package io.netia.digests;

import org.jspecify.annotations.NullMarked;
