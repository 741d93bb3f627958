/**
 * The description of the API at {@code /openapi}: what resource methods declare beside the
 * annotations of MicroProfile OpenAPI, and the schemas that are made of records.
 *
 * <p>Classes whose names end with {@code Schemas} hold records that nothing is read into and
 * nothing is written from: they describe bodies that are maps in the code, and the parameters of
 * queries.
 */
@NullMarked
package io.netia.openapi.rest;

import org.jspecify.annotations.NullMarked;
