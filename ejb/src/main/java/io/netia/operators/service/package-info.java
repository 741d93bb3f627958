/** What operators do from a command line, beside the running product. */
@NullMarked
package io.netia.operators.service;

import org.jspecify.annotations.NullMarked;
