/** Tests of the package of the same name. */
@NullMarked
package dev.tankfleet.certificates.exporter;

import org.jspecify.annotations.NullMarked;
