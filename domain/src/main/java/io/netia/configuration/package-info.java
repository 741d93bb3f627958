/** What an installation has to be told. */
@NullMarked
package io.netia.configuration;

import org.jspecify.annotations.NullMarked;
