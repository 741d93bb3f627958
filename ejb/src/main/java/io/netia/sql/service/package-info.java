/**
 * Statements that write only the columns a caller spoke of. Column names come from the code, never
 * from a caller.
 */
@NullMarked
package io.netia.sql.service;

import org.jspecify.annotations.NullMarked;
