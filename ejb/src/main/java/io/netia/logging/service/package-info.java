/** The context of log lines: the request or socket event that they belong to. */
@NullMarked
package io.netia.logging.service;

import org.jspecify.annotations.NullMarked;
