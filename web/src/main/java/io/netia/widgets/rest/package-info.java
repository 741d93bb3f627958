/** The widget's settings over HTTP: read by every visitor's page, changed by agents. */
@NullMarked
package io.netia.widgets.rest;

import org.jspecify.annotations.NullMarked;
