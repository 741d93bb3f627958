/** Registration over REST. */
@NullMarked
package io.netia.registration.rest;

import org.jspecify.annotations.NullMarked;
