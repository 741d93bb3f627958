/**
 * Teammates: whether they may sign in, what they may do, how they present themselves, what they
 * want to be notified of.
 */
@NullMarked
package io.netia.users;

import org.jspecify.annotations.NullMarked;
