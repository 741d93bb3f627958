/** The JAX-RS application: the list of everything that answers under {@code /api}. */
@NullMarked
package io.netia.api.rest;

import org.jspecify.annotations.NullMarked;
