/** The PostgreSQL of a service: where it is, its schema, and whether what broke will pass. */
@NullMarked
package dev.tankfleet.service.postgres;

import org.jspecify.annotations.NullMarked;
