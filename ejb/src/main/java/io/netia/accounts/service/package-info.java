/** Use cases of the account: its settings, its end, and how far its set-up has come. */
@NullMarked
package io.netia.accounts.service;

import org.jspecify.annotations.NullMarked;
