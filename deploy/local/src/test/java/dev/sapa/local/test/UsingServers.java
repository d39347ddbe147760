package dev.sapa.local.test;

import java.io.IOException;
import java.util.Map;

/** Stands for a test JVM of a service. */
final class UsingServers {

    private UsingServers() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> first = new LocalServersResource().start();
        Map<String, String> second = new LocalServersResource().start();
        System.out.println("same servers: " + first.equals(second));
        System.out.println("ready");
        System.in.read();
    }
}
