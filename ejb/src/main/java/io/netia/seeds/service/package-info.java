/** A demo account with a few realistic conversations, for development only. */
@NullMarked
package io.netia.seeds.service;

import org.jspecify.annotations.NullMarked;
