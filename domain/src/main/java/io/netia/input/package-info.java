/**
 * What a caller sent, read field by field. A use case names every field it accepts, so nothing else
 * can be set; types, lengths and required fields are checked here with the API's messages, all of
 * them at once.
 */
@NullMarked
package io.netia.input;

import org.jspecify.annotations.NullMarked;
