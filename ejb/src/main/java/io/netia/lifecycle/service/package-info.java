/**
 * From the start of this node to its end: what has to be done before it serves, whether it is
 * ready, and how it stops without breaking off what is under way.
 */
@NullMarked
package io.netia.lifecycle.service;

import org.jspecify.annotations.NullMarked;
