/** Who is signed in: sessions and what keeps one going. */
@NullMarked
package io.netia.identity;

import org.jspecify.annotations.NullMarked;
