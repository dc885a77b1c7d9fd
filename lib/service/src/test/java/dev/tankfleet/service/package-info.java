/** Tests of a service without any feature; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.service;

import org.jspecify.annotations.NullMarked;
