/** Accounts, the tenants: who the company is and when its office is open. */
@NullMarked
package io.netia.accounts;

import org.jspecify.annotations.NullMarked;
