/** What is compiled against and not shipped. */
@NullMarked
package org.glassfish.web.valve;

import org.jspecify.annotations.NullMarked;
