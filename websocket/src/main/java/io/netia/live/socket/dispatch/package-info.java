/**
 * The rules of one socket: which frame goes to which channel, what is answered when none fits, and
 * the limits.
 */
@NullMarked
package io.netia.live.socket.dispatch;

import org.jspecify.annotations.NullMarked;
