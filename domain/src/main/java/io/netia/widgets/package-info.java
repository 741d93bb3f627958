/**
 * The look and the texts of the chat widget of an inbox. Every inbox has exactly one set of
 * settings, made together with it.
 */
@NullMarked
package io.netia.widgets;

import org.jspecify.annotations.NullMarked;
