/** What one request, field, socket or answer may cost. */
@NullMarked
package io.netia.limits;

import org.jspecify.annotations.NullMarked;
