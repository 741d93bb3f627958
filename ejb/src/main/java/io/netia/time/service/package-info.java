/** The clock that everything reads, so that tests can move it. */
@NullMarked
package io.netia.time.service;

import org.jspecify.annotations.NullMarked;
