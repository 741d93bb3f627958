/**
 * Who acts. An {@link io.netia.security.Actor} is made once at the edge from a verified credential
 * and is the first argument of every use case; the account of everything a use case touches comes
 * from it, never from a path, body or header.
 */
@NullMarked
package io.netia.security;

import org.jspecify.annotations.NullMarked;
