/** Times of entities. */
@NullMarked
package io.netia.time;

import org.jspecify.annotations.NullMarked;
