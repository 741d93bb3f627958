/**
 * Use cases of customers: agents look after them, widgets create and describe them without a login.
 * No answer to a stranger reveals anything about a customer whose id the stranger does not know.
 */
@NullMarked
package io.netia.customers.service;

import org.jspecify.annotations.NullMarked;
