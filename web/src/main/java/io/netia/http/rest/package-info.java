/**
 * How a request is read and an answer written: one map of parameters, one JSON writer, one set of
 * headers. Nothing here knows a feature.
 */
@NullMarked
package io.netia.http.rest;

import org.jspecify.annotations.NullMarked;
