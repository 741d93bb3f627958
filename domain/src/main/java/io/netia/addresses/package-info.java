/** Network addresses of clients, and the proxies whose word about them counts. */
@NullMarked
package io.netia.addresses;

import org.jspecify.annotations.NullMarked;
