/**
 * The one way to the database. Every transaction sets the account whose rows it may touch;
 * row-level security holds it to that.
 */
@NullMarked
package io.netia.tenancy.service;

import org.jspecify.annotations.NullMarked;
