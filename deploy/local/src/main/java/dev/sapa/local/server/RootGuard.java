package dev.sapa.local.server;

import dev.sapa.local.process.Machine;
import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses to run as root, is run when we are root.
 *
 * <p>A user namespace without a mapping is preferred: the server sees itself as nobody, while its files stay root's, so
 * it works below directories only root can enter. Containers often forbid user namespaces; there the server becomes the
 * user nobody, and its directory is given to that user.
 */
enum RootGuard {
    NOT_NEEDED(""),
    USER_NAMESPACE("unshare -U"),
    OTHER_USER("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final String prefix;

    RootGuard(String prefix) {
        this.prefix = prefix;
    }

    /** The one this machine needs and allows. @throws StartFailure when we are root and nothing is allowed */
    static RootGuard detect() throws InterruptedException {
        if (!Machine.isRoot()) {
            return NOT_NEEDED;
        }
        for (RootGuard guard : List.of(USER_NAMESPACE, OTHER_USER)) {
            if (Machine.succeeds(guard.around(List.of("true")))) {
                return guard;
            }
        }
        throw new StartFailure("PostgreSQL refuses to run as root, and neither 'unshare -U' nor 'setpriv' works here."
                + " Run as an ordinary user, install util-linux, or name a server of your own in SAPA_DB_URL.");
    }

    /** The command as it has to be run. */
    List<String> around(List<String> command) {
        if (prefix.isEmpty()) {
            return command;
        }
        List<String> guarded = new ArrayList<>(List.of(prefix.split(" ", -1)));
        guarded.addAll(command);
        return guarded;
    }

    /** Where the binaries may be unpacked so that the server's user can run them. */
    Path cache() {
        return this == OTHER_USER ? Path.of("/var/tmp/sapa-servers") : Machine.cache();
    }

    /**
     * Gives a directory and all in it to the user the server runs as; also after a run under another guard.
     *
     * @throws StartFailure when that user cannot reach the directory
     */
    void own(Path directory) throws IOException, InterruptedException {
        if (this == NOT_NEEDED) {
            return;
        }
        int owner = this == OTHER_USER ? NOBODY : ROOT;
        if (!Integer.valueOf(owner).equals(Files.getAttribute(directory, "unix:uid"))) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.toList()) {
                    Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        if (!Machine.succeeds(around(List.of("test", "-w", directory.toString())))) {
            throw new StartFailure("PostgreSQL, which must not run as root, cannot reach " + directory
                    + " as the user nobody. Run as an ordinary user, or set SAPA_DATA_DIR to a directory that every"
                    + " user can enter, for example /var/tmp/sapa.");
        }
    }
}
