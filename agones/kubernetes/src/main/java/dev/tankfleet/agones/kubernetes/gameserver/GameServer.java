package dev.tankfleet.agones.kubernetes.gameserver;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A game server: what it is made from and what has become of it. Not to be shared while changed.
 */
@Group("agones.dev")
@Version("v1")
@Kind("GameServer")
@ShortNames("gs")
public final class GameServer extends CustomResource<GameServerSpec, GameServerStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
