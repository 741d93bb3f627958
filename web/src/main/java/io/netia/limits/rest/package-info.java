/**
 * How often an address may do what costs the server something. Requests with a session of ours are
 * counted only when they are refused.
 */
@NullMarked
package io.netia.limits.rest;

import org.jspecify.annotations.NullMarked;
