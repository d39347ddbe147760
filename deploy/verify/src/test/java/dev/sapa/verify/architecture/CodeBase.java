package dev.sapa.verify.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The repository as the rules see it: the modules named in the root POM and their compiled main classes. */
final class CodeBase {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** Tests run with the module {@code deploy/verify} as working directory. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private CodeBase() {}

    /** Every module, in build order. */
    static List<Path> modules() {
        return MODULE.matcher(text(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> ROOT.resolve(module.group(1)))
                .toList();
    }

    /** The modules that run as processes of their own. */
    static List<Path> services() {
        return modules().stream()
                .filter(module -> Files.exists(settings(module)))
                .toList();
    }

    static Path settings(Path module) {
        return module.resolve("src/main/resources/application.properties");
    }

    /**
     * The main classes of all modules.
     *
     * @throws IllegalStateException if a module with main sources has not been compiled
     */
    static JavaClasses mainClasses() {
        var compiled = modules().stream()
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .map(module -> module.resolve("target/classes"))
                .toList();
        for (var classes : compiled) {
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException("Compile the whole build first, there is no " + classes);
            }
        }
        return new ClassFileImporter().importPaths(compiled);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
