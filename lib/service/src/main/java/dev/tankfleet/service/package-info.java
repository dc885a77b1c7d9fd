/**
 * What a service of the centre stands on: the HTTP server here, its refusals in {@code wire}, its
 * PostgreSQL in {@code postgres}. It knows no feature of any service.
 */
@NullMarked
package dev.tankfleet.service;

import org.jspecify.annotations.NullMarked;
