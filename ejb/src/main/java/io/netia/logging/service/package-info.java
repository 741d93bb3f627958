/** What the lines of the log say about the request or socket event that they belong to. */
@NullMarked
package io.netia.logging.service;

import org.jspecify.annotations.NullMarked;
