/**
 * Proof that a visitor is the customer that the browser claims: tokens that are handed out with a
 * customer, and proofs of the account's own system for its users. Nothing is asked of anybody
 * unless the account requires it. A failed proof is answered like a customer who does not exist.
 */
@NullMarked
package io.netia.identityverification.service;

import org.jspecify.annotations.NullMarked;
