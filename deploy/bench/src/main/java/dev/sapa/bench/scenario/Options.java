package dev.sapa.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was asked for on the command line.
 *
 * @param scenario its name
 * @param quick whether each default is the quick one
 * @param peers whether the peers run too
 * @param numbers given by name, without the dashes
 */
record Options(String scenario, boolean quick, boolean peers, Map<String, Integer> numbers, String command) {

    private static final Set<String> NUMBERS = Set.of(
            "rounds",
            "seconds",
            "rate",
            "conversations",
            "agents",
            "departments",
            "gateways",
            "sockets",
            "rows",
            "seed",
            "step",
            "window",
            "messages",
            "warm");
    private static final int MOST = 20_000_000;

    /** An argument that nobody knows, or a number that is none; its message says which. */
    static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) {
        var names = new ArrayList<String>();
        var numbers = new TreeMap<String, Integer>();
        var quick = false;
        var peers = true;
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var name = argument.startsWith("--") ? argument.substring(2) : "";
            if (name.equals("quick")) {
                quick = true;
            } else if (name.equals("no-peer")) {
                peers = false;
            } else if (NUMBERS.contains(name)) {
                i++;
                numbers.put(name, number(argument, i < arguments.size() ? arguments.get(i) : ""));
            } else if (argument.startsWith("-")) {
                throw new Misuse("Unknown argument '" + argument + "'.");
            } else {
                names.add(argument);
            }
        }
        if (names.size() != 1) {
            throw new Misuse("Name one scenario.");
        }
        var aot = System.getenv("SAPA_AOT");
        var command =
                (aot == null ? "" : "SAPA_AOT=" + aot + " ") + "./deploy/bench/run " + String.join(" ", arguments);
        return new Options(names.get(0), quick, peers, numbers, command);
    }

    /** The number given, else the usual one, or the quick one. */
    int number(String name, int usual, int quickly) {
        return numbers.getOrDefault(name, quick ? quickly : usual);
    }

    private static int number(String name, String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below like a number out of range.
        }
        throw new Misuse(name + " wants a number from 1 to " + MOST + ", not '" + text + "'.");
    }
}
