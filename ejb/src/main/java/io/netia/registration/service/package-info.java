/** How people come in: with a new account, or to a seat of the one that invited. */
@NullMarked
package io.netia.registration.service;

import org.jspecify.annotations.NullMarked;
