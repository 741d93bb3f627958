/**
 * Who is calling: signing in and out, and the filter that lets nobody through whom a resource
 * method does not admit.
 */
@NullMarked
package io.netia.identity.rest;

import org.jspecify.annotations.NullMarked;
