/**
 * Use cases of teammates. An account never loses its last administrator, and whoever loses rights
 * loses every session at once.
 */
@NullMarked
package io.netia.users.service;

import org.jspecify.annotations.NullMarked;
