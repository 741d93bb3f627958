/** The widget's settings over HTTP: read by every visitor's page, changed by administrators. */
@NullMarked
package io.netia.widgets.rest;

import org.jspecify.annotations.NullMarked;
