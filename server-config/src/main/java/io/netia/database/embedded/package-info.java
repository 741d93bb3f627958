/**
 * A real PostgreSQL from Maven's repository, for development and tests: loopback only, one
 * superuser nobody serves requests with.
 */
@NullMarked
package io.netia.database.embedded;

import org.jspecify.annotations.NullMarked;
