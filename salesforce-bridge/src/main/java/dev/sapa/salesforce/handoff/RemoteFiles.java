package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.exchange.Exchanges;
import dev.sapa.salesforce.exchange.Request;
import dev.sapa.salesforce.handoff.Saying.RemoteFile;
import dev.sapa.salesforce.vendor.Org;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Fetches what agents in Salesforce send; only from Salesforce, whatever address a message names. */
@ApplicationScoped
class RemoteFiles {

    private static final List<String> HOSTS =
            List.of(".documentforce.com", ".force.com", ".salesforce.com", ".salesforce-scrt.com");

    private final Exchanges exchanges;
    private final HandoffSettings settings;

    RemoteFiles(Exchanges exchanges, HandoffSettings settings) {
        this.exchanges = exchanges;
        this.settings = settings;
    }

    /** Fails with {@link Refused} when it may not or need not be tried again. */
    Uni<Buffer> fetch(Org org, String token, RemoteFile file) {
        var url = file.url();
        if (!isAllowed(org, url)) {
            return Uni.createFrom().failure(new Refused("its address is not one of Salesforce"));
        }
        var request = Request.get(url).within(Duration.ofSeconds(20)).atMost(settings.fileAtMost());
        var signed = url.startsWith(org.scrtUrl() + "/") ? request.header("Authorization", "Bearer " + token) : request;
        return exchanges.send(signed).map(reply -> {
            if (!reply.isSuccess()) {
                throw new Refused("Salesforce answered " + reply.status());
            }
            return reply.body();
        });
    }

    private static boolean isAllowed(Org org, String url) {
        if (url.startsWith(org.scrtUrl() + "/")) {
            return true;
        }
        try {
            var uri = URI.create(url);
            var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean here = host.equals("localhost") || host.equals("127.0.0.1");
            boolean theirs = "https".equals(uri.getScheme())
                    && (uri.getPort() < 0 || uri.getPort() == 443)
                    && HOSTS.stream().anyMatch(host::endsWith);
            return uri.getUserInfo() == null && (theirs || (org.local() && here));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** It will not be brought. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }
}
