/**
 * Removes what is only kept for a while: feed rows after seven days (agents that were away longer
 * reload), once-keys after two, ended sessions after one.
 */
@NullMarked
package io.netia.housekeeping.service;

import org.jspecify.annotations.NullMarked;
