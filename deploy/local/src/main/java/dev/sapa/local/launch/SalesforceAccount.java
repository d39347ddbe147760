package dev.sapa.local.launch;

import dev.sapa.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which Salesforce salesforce-bridge talks to: as the environment says, else as {@code salesforce-bridge/.env} says, else,
 * in the demo, the one that the suite emulates itself.
 */
final class SalesforceAccount {

    private static final String KEY_FILE = "keys/infobip-private.json";
    private static final List<String> NAMES = List.of(
            "SCRT_URL",
            "ORG_ID",
            "ES_DEVELOPER_NAME",
            "KID",
            "JWK_PATH",
            "OAUTH_TOKEN_URL",
            "OAUTH_CLIENT_ID",
            "OAUTH_CLIENT_SECRET");

    private SalesforceAccount() {}

    /**
     * What the service is told.
     *
     * @param module    directory of salesforce-bridge, against which the path of the key is meant
     * @param publicUrl where the suite's own Salesforce is reached
     * @param data      where the key is made that the emulated Salesforce knows
     */
    static Map<String, String> of(
            Path module, Map<String, String> environment, String publicUrl, Path data, boolean demo) {
        Map<String, String> account = new LinkedHashMap<>(file(module.resolve(".env")));
        account.keySet().retainAll(NAMES);
        account.values().removeIf(String::isBlank);
        for (String name : NAMES) {
            String given = environment.get(name);
            if (given != null) {
                account.put(name, given);
            }
        }
        if (demo && !account.containsKey("SCRT_URL")) {
            account.put("SCRT_URL", publicUrl);
            account.putIfAbsent("OAUTH_TOKEN_URL", publicUrl + "/services/oauth2/token");
            if (!account.containsKey("JWK_PATH")) {
                account.put("JWK_PATH", data.resolve(KEY_FILE).toString());
                account.put("SAPA_EMULATOR_MAKE_KEY", "true");
            }
        }
        account.computeIfPresent(
                "JWK_PATH", (name, path) -> module.resolve(path).toString());
        return account;
    }

    /** Lines {@code NAME=value}; a value may stand in quotes, and what begins with a hash says nothing. */
    private static Map<String, String> file(Path path) {
        Map<String, String> told = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(path)) {
                String[] pair = line.strip().replaceFirst("^export\\s+", "").split("=", 2);
                if (pair.length == 2 && !pair[0].startsWith("#")) {
                    told.put(pair[0].strip(), pair[1].strip().replaceFirst("^([\"'])(.*)\\1$", "$2"));
                }
            }
        } catch (NoSuchFileException e) {
            return told;
        } catch (IOException e) {
            throw new StartFailure(path + " cannot be read: " + e.getMessage(), e);
        }
        return told;
    }
}
