/** Whether this server can do its work, for load balancers and for people. */
@NullMarked
package io.netia.health.rest;

import org.jspecify.annotations.NullMarked;
