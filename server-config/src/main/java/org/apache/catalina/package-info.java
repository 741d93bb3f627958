/** What is compiled against and not shipped. */
@NullMarked
package org.apache.catalina;

import org.jspecify.annotations.NullMarked;
