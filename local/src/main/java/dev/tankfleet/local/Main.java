package dev.tankfleet.local;

import dev.tankfleet.local.command.TankfleetCommand;

/** Entry of {@code ./tankfleet}. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(TankfleetCommand.run(args));
    }
}
