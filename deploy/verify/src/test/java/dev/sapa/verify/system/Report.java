package dev.sapa.verify.system;

import java.util.List;

/** Numbers that belong into the output of a test run. */
public final class Report {

    private Report() {}

    public static void print(List<String> lines) {
        lines.forEach(line -> System.out.println("[sapa] " + line));
    }
}
