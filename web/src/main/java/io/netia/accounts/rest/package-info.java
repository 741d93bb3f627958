/** The caller's account over HTTP. */
@NullMarked
package io.netia.accounts.rest;

import org.jspecify.annotations.NullMarked;
