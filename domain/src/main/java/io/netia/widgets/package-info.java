/**
 * How the chat widget of an inbox looks and speaks. Every inbox has exactly one set of settings,
 * made together with it.
 */
@NullMarked
package io.netia.widgets;

import org.jspecify.annotations.NullMarked;
