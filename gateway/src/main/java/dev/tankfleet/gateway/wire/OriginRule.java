package dev.tankfleet.gateway.wire;

import java.util.List;
import java.util.Set;

/**
 * Which pages may open a socket here. A browser always names the page's origin, so another site
 * cannot play on behalf of its visitor; what sends no origin is no browser. Immutable.
 */
final class OriginRule {
    private final Set<String> allowed;

    OriginRule(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Whether a request with these {@code Origin} headers is let in. */
    boolean admits(List<String> origins) {
        return origins.isEmpty() || isAllowedPage(origins);
    }

    /** Whether the headers name exactly one page, and one that is allowed. */
    boolean isAllowedPage(List<String> origins) {
        return origins.size() == 1 && allowed.contains(origins.getFirst());
    }
}
