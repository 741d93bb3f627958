/**
 * Live events: hints that something happened, published after commit. They may be lost; the
 * database is the truth.
 */
@NullMarked
package io.netia.live.service;

import org.jspecify.annotations.NullMarked;
