package dev.sapa.local.deadletter;

import java.util.List;

/** {@code replay <consumer group> [--list]}: shows a group's dead letters, or sends them to their topics again. */
public final class Replay {

    private static final String USAGE = """
            usage: deploy/replay <consumer group> [--list]
              <consumer group>  for example sapa-chat
              --list            only show what lies there and why
            The broker is SAPA_KAFKA, or that of the local run.""";

    private Replay() {}

    public static void main(String[] args) throws Exception {
        var arguments = List.of(args);
        if (arguments.isEmpty() || arguments.size() > 2 || (arguments.size() == 2 && !"--list".equals(args[1]))) {
            System.err.println(USAGE);
            System.exit(2);
        }
        var letters = new DeadLetters(System.getenv().getOrDefault("SAPA_KAFKA", "127.0.0.1:19092"), args[0]);
        if (arguments.size() == 2) {
            letters.list()
                    .forEach(letter -> System.out.printf(
                            "%s  %s  %s  %s%n", letter.topic(), letter.type(), letter.key(), letter.reason()));
        } else {
            System.out.printf("%d events were sent to their topics again%n", letters.replay());
        }
    }
}
