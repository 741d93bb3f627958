/** What a server answers while the application is not there. */
@NullMarked
package io.netia.away;

import org.jspecify.annotations.NullMarked;
