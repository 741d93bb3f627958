/**
 * How much of a request's body is read, from whom, how fast, and how much memory all of them may
 * take. Everything here is decided before a byte is parsed.
 */
@NullMarked
package io.netia.bodies.rest;

import org.jspecify.annotations.NullMarked;
