/** How values look as JSON: names, times, ids. The only place that knows time formats. */
@NullMarked
package io.netia.json.service;

import org.jspecify.annotations.NullMarked;
