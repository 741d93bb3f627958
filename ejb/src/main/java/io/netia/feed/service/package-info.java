/**
 * What happened in an account, in an order that never skips a late commit, for agents that resume.
 */
@NullMarked
package io.netia.feed.service;

import org.jspecify.annotations.NullMarked;
