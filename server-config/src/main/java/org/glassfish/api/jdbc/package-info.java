/** What is compiled against and not shipped. */
@NullMarked
package org.glassfish.api.jdbc;

import org.jspecify.annotations.NullMarked;
