/**
 * Whether somebody is the visitor that he or she says to be: tokens that are handed out with a
 * customer, and proofs of the account's own system for its users. Nothing is asked of anybody
 * unless the account requires it. Whoever fails is told what he would be told of somebody who does
 * not exist.
 */
@NullMarked
package io.netia.identityverification.service;

import org.jspecify.annotations.NullMarked;
