/**
 * Statements that write only the columns that a caller sent. Column names come from the code, never
 * from a caller.
 */
@NullMarked
package io.netia.sql.service;

import org.jspecify.annotations.NullMarked;
