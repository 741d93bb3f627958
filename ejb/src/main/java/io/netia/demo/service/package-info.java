/** A demo account with a few realistic conversations, for development only. */
@NullMarked
package io.netia.demo.service;

import org.jspecify.annotations.NullMarked;
