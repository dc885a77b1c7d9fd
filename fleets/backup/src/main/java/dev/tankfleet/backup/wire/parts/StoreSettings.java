package dev.tankfleet.backup.wire.parts;

import dev.tankfleet.process.config.Check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which store.
 *
 * @param url {@code s3://bucket}, {@code s3://bucket/prefix} or {@code file:///folder}
 */
record StoreSettings(String url) {
    private static final Pattern S3 =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{2,62})((?:/[A-Za-z0-9._-]+)*)/?");
    private static final Pattern FOLDER = Pattern.compile("file://(/.*)");

    StoreSettings {
        Check.that(
                S3.matcher(url).matches() || FOLDER.matcher(url).matches(),
                "url",
                url,
                "s3://bucket, s3://bucket/prefix or file:///folder");
    }

    boolean isFolder() {
        return FOLDER.matcher(url).matches();
    }

    String folder() {
        return part(FOLDER, 1);
    }

    String bucket() {
        return part(S3, 1);
    }

    /** With a slash at its end, or empty. */
    String prefix() {
        var path = part(S3, 2);
        return path.isEmpty() ? "" : path.substring(1) + "/";
    }

    private String part(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException("url: " + url + " is of the other kind");
        }
        return matcher.group(group);
    }
}
