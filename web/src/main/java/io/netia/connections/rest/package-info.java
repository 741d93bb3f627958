/**
 * What the HTTP listener takes before the servlet container sees it: how many connections, how long
 * each may be silent, which heads of requests have exactly one meaning, and how long an answer may
 * stay unread. The same on Payara Server and Payara Micro, whose listener is Grizzly.
 */
@NullMarked
package io.netia.connections.rest;

import org.jspecify.annotations.NullMarked;
