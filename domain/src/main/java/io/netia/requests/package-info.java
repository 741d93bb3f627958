/**
 * What requests are made of: records ({@link io.netia.requests.RequestRecord}) with constraints of
 * Jakarta Bean Validation, whose messages are part of the API.
 */
@NullMarked
package io.netia.requests;

import org.jspecify.annotations.NullMarked;
