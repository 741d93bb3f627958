/**
 * Who acts. An {@link io.netia.security.Actor} is made once at the edge from a verified credential
 * and is the first argument of every use case; the account of everything a use case touches comes
 * from it. An agent's account is that of the session, never one that the request names; on public
 * routes the request names the account, which is no more than which widget is meant.
 */
@NullMarked
package io.netia.security;

import org.jspecify.annotations.NullMarked;
