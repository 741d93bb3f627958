/** The settings of an installation. */
@NullMarked
package io.netia.configuration;

import org.jspecify.annotations.NullMarked;
