/** Teammates, their profiles, settings and invitations over HTTP. */
@NullMarked
package io.netia.users.rest;

import org.jspecify.annotations.NullMarked;
