/** Which proxies stand in front of this server. */
@NullMarked
package io.netia.addresses.service;

import org.jspecify.annotations.NullMarked;
