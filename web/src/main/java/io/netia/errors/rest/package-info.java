/**
 * The only place that renders error bodies. Whatever goes wrong, the caller gets the API's two
 * families of error in one body and a request id; the log gets the cause once.
 */
@NullMarked
package io.netia.errors.rest;

import org.jspecify.annotations.NullMarked;
