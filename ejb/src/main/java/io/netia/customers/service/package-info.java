/**
 * Use cases of customers: agents look after them, widgets create and describe them without a login.
 * What a stranger may ask says nothing about anybody whose id he does not know.
 */
@NullMarked
package io.netia.customers.service;

import org.jspecify.annotations.NullMarked;
