/**
 * A conversation between one customer and the team, and what its messages do to it. Pure rules:
 * numbers, states and times come in and go out; nothing here reads a clock or a database.
 */
@NullMarked
package io.netia.conversations;

import org.jspecify.annotations.NullMarked;
