/** How often a stranger may do what costs us something. Never on the path of messages. */
@NullMarked
package io.netia.limits.rest;

import org.jspecify.annotations.NullMarked;
