package dev.sapa.gateway.credential;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Takes each nonce of a key once, for all gateways together, in Redis. While Redis is away no signed request is taken:
 * one taken twice would be worse than one taken later.
 */
@ApplicationScoped
class ReplayGuard {

    private static final Logger LOG = Logger.getLogger(ReplayGuard.class);

    private final ReactiveRedisDataSource redis;
    private final CredentialSettings settings;

    ReplayGuard(ReactiveRedisDataSource redis, CredentialSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /**
     * Notes the nonce of a request whose signature is good.
     *
     * @return fails with {@link CredentialProblem#signatureRefused} when it is known already, and with
     *     {@link CredentialProblem#replayUnknown} when Redis cannot tell
     */
    Uni<Void> requireNew(SignatureHeaders headers) {
        var name = "sapa:nonce:" + headers.keyId() + ":" + headers.nonce();
        var age = String.valueOf(settings.nonceAge().toMillis());
        return redis.execute("SET", name, "1", "NX", "PX", age)
                .ifNoItem()
                .after(settings.nonceTimeout())
                .fail()
                .onFailure()
                .transform(ReplayGuard::unknown)
                .invoke(noted -> {
                    if (noted == null) {
                        throw CredentialProblem.signatureRefused();
                    }
                })
                .replaceWithVoid();
    }

    private static HttpProblem unknown(Throwable failure) {
        LOG.warnf("Redis cannot say whether a signed request is new: %s", failure.getMessage());
        return CredentialProblem.replayUnknown();
    }
}
