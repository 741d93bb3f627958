/**
 * Requests as records: read from the values of query and body, and validated with Jakarta Bean
 * Validation. Every field error is answered at once, in the messages of the API.
 */
@NullMarked
package io.netia.requests.service;

import org.jspecify.annotations.NullMarked;
