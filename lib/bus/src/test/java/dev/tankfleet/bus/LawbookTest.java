package dev.tankfleet.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LawbookTest {
    @Test
    void takesOutOneLineOnly() {
        var law = new Lawbook.Law.MaySay(Role.GAME_SERVER, "server.status");

        var without = Lawbook.standard().without(law);

        assertThat(without.laws())
                .doesNotContain(law)
                .hasSize(Lawbook.standard().laws().size() - 1);
        assertThatThrownBy(() -> without.without(law)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsTheOwnIdInPlaceOfSelf() {
        var permissions = Lawbook.standard().permissionsOf(Role.GAME_SERVER, "s1");

        permissions.checkHear("server.command.s1");

        assertThatThrownBy(() -> permissions.checkHear("server.command.s2"))
                .isInstanceOf(UnlawfulSubject.class)
                .hasMessageContaining("GAME_SERVER s1 may not hear server.command.s2");
    }

    @Test
    void refusesAnIdThatCouldNameAnother() {
        assertThatThrownBy(() -> Lawbook.standard().permissionsOf(Role.GAME_SERVER, "*"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lawbook.standard().permissionsOf(Role.GAME_SERVER, "s1.x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
