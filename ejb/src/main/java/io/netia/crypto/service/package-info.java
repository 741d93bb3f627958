/** What is kept from those who only have the database: encryption and signatures. */
@NullMarked
package io.netia.crypto.service;

import org.jspecify.annotations.NullMarked;
