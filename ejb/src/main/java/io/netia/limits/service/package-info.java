/** Bounds that an operator may set, and what keeps a use case within them. */
@NullMarked
package io.netia.limits.service;

import org.jspecify.annotations.NullMarked;
