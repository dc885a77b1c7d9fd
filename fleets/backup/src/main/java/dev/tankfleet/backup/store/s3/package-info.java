/** Objects in a bucket that speaks S3. Any thread. Neighbours: the AWS SDK, which knows S3. */
@NullMarked
package dev.tankfleet.backup.store.s3;

import org.jspecify.annotations.NullMarked;
