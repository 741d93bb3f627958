/** The settings of the installation, read once from MicroProfile Config and checked at start. */
@NullMarked
package io.netia.configuration.service;

import org.jspecify.annotations.NullMarked;
