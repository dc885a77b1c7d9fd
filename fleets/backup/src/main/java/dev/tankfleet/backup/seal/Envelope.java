package dev.tankfleet.backup.seal;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * A signed statement as it lies in the store, in the form of DSSE.
 *
 * @param payloadType what the payload is
 * @param payload the payload in base64
 * @param signatures exactly one
 */
record Envelope(
        @JsonProperty(required = true) String payloadType,
        @JsonProperty(required = true) String payload,
        @JsonProperty(required = true) List<Signed> signatures) {
    /**
     * A signature.
     *
     * @param keyid who signed
     * @param sig the signature in base64
     */
    record Signed(
            @JsonProperty(required = true) String keyid,
            @JsonProperty(required = true) String sig) {}
}
