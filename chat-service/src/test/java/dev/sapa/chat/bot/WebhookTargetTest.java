package dev.sapa.chat.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a company may send what its visitors say, and where nobody may send our servers. */
class WebhookTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd12::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:db8::1]/",
                "https://[ff02::1]/",
                "https://localhost/",
                "http://93.184.216.34/",
                "ftp://93.184.216.34/",
                "file:///etc/passwd",
                "https://me@93.184.216.34/",
                "https://93.184.216.34/#x",
                "https:///path",
                "gopher://93.184.216.34/",
                "javascript:alert(1)",
                "https://exa mple.org/",
                ""
            })
    void refuses_whatever_does_not_lead_to_a_public_host_over_tls(String url) {
        assertThatThrownBy(() -> WebhookTarget.resolved(url, false)).isInstanceOfAny(HttpProblem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://93.184.216.34/hook?x=1", "https://[2606:2800:220:1::1]:8443", "HTTPS://93.184.216.34"})
    void goes_to_the_very_address_that_was_looked_at(String url) throws UnknownHostException {
        var target = WebhookTarget.resolved(url, false);

        var request = target.request();

        assertThat(String.valueOf(request.getServer()))
                .contains(target.address().getHostAddress());
        assertThat(request.isSsl()).isTrue();
        assertThat(request.getFollowRedirects()).isFalse();
        assertThat(request.getURI()).startsWith("/");
    }

    @Test
    void goes_anywhere_in_a_local_run() throws UnknownHostException {
        assertThat(WebhookTarget.resolved("http://127.0.0.1:9/x", true).address())
                .isEqualTo(InetAddress.getLoopbackAddress());
    }
}
