/** What a kubelet does to the files of a Pod, for tests of what reads them. */
@NullMarked
package dev.tankfleet.testkit.kubelet;

import org.jspecify.annotations.NullMarked;
