package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the services start from what a JVM kept of an earlier run: classes loaded and linked (JEP 483
 * and 514). A cache belongs to one JDK and to jars that have not changed since.
 */
enum AotCache {
    NONE,
    RECORD,
    USE;

    /** The first JDK that records a cache in one step. */
    static final int JDK = 25;

    /**
     * Keeps no profiles: with them, the second compiler begins at once with all that is hot, and two processors start the suite
     * in 32 s, without them in 19 (ADR 18).
     */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /**
     * @param text of the setting; null for none
     * @param jdk  the version of the JVM that the services run on
     * @throws StartFailure when the text is none of the words, or the JDK too old
     */
    static AotCache of(@Nullable String text, int jdk) {
        if (text == null) {
            return NONE;
        }
        if (!text.equals("record") && !text.equals("use")) {
            throw new StartFailure("SAPA_AOT must be record or use, not '" + text + "'.");
        }
        if (jdk < JDK) {
            throw new StartFailure("SAPA_AOT needs a JDK of version " + JDK + " or newer, and this is " + jdk
                    + ". Set JAVA_HOME to one, or leave SAPA_AOT out.");
        }
        return text.equals("use") ? USE : RECORD;
    }

    /** The service's program in the layout that a cache needs, beside the usual one. */
    Path jar(Path module) {
        return module.resolve(this == NONE ? "target/quarkus-app" : "target/aot")
                .resolve("quarkus-run.jar");
    }

    /** @throws StartFailure when what is to be recorded, or used, is absent or older than the service */
    void check(Path module) {
        boolean isThere =
                switch (this) {
                    case NONE -> true;
                    case RECORD -> Files.exists(jar(module));
                    case USE -> isCurrent(cache(module), NONE.jar(module)) && isCurrent(cache(module), jar(module));
                };
        if (!isThere) {
            throw new StartFailure(
                    module.getFileName() + " has no AOT cache, or was built again since: ./deploy/aot records it.");
        }
    }

    /**
     * Options of the service's JVM, which ends with the reason when it is another JDK than the cache was recorded on.
     *
     * @param replica counted from 1; only the first one records
     */
    List<String> options(Path module, int replica) {
        return switch (this) {
            case RECORD -> replica == 1 ? List.of("-XX:AOTCacheOutput=" + cache(module), FIRST_COMPILER) : List.of();
            case USE -> List.of("-XX:AOTCache=" + cache(module), "-XX:AOTMode=on");
            case NONE -> List.of();
        };
    }

    private static Path cache(Path module) {
        return module.resolve("target/aot/app.aot");
    }

    private static boolean isCurrent(Path cache, Path jar) {
        try {
            return Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
