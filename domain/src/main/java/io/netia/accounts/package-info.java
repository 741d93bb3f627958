/**
 * Accounts, the tenants: who the company is, what it has subscribed to, and when its office is
 * open.
 */
@NullMarked
package io.netia.accounts;

import org.jspecify.annotations.NullMarked;
