package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.fabric8.kubernetes.api.model.ObjectMeta;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What each server of a Fleet is made from.
 *
 * @param metadata labels and annotations of each server
 * @param spec the server itself
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameServerTemplate(
        @Nullable ObjectMeta metadata,
        @Nullable GameServerSpec spec,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public GameServerTemplate {
        more = Copies.fields(more);
    }

    /** Servers without labels of their own. */
    public static GameServerTemplate of(GameServerSpec spec) {
        return new GameServerTemplate(null, spec, Map.of());
    }
}
