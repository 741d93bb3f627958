/** The customers of an account, as their browsers and the account's agents describe them. */
@NullMarked
package io.netia.customers;

import org.jspecify.annotations.NullMarked;
