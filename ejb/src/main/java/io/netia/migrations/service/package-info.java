/** Brings the schema up to date before anything else uses the database. */
@NullMarked
package io.netia.migrations.service;

import org.jspecify.annotations.NullMarked;
