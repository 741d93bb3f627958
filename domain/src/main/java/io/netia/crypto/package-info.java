/** Short stand-ins for texts of any length. */
@NullMarked
package io.netia.crypto;

import org.jspecify.annotations.NullMarked;
