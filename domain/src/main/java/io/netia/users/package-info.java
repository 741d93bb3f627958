/**
 * Teammates: whether they may sign in, what they may do, how they present themselves, what they
 * want to be told.
 */
@NullMarked
package io.netia.users;

import org.jspecify.annotations.NullMarked;
