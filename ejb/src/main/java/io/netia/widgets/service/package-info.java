/** Use cases of widget settings. Reading never writes, however public the route. */
@NullMarked
package io.netia.widgets.service;

import org.jspecify.annotations.NullMarked;
