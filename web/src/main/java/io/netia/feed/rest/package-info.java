/** What agents missed while they were away, over HTTP. */
@NullMarked
package io.netia.feed.rest;

import org.jspecify.annotations.NullMarked;
