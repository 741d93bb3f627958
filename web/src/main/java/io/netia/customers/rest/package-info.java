/** Customers over HTTP: created and described by widgets, looked after by agents. */
@NullMarked
package io.netia.customers.rest;

import org.jspecify.annotations.NullMarked;
