package dev.sapa.verify.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * What a page costs that is opened for the first time.
 *
 * @param script      bytes of its scripts, as gzip
 * @param style       bytes of its styles, as gzip
 * @param paintMillis when something was seen first
 */
record FirstLoad(int script, int style, double paintMillis) {

    /** Of the page as it stands; whatever it loaded must have come from the suite. */
    static FirstLoad of(Page page, URI base) {
        var painted = (Number) page.evaluate(
                "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()");
        @SuppressWarnings("unchecked")
        var addresses =
                (List<String>) page.evaluate("performance.getEntriesByType('resource').map(resource => resource.name)");
        assertThat(addresses)
                .isNotEmpty()
                .allMatch(address -> URI.create(address).getAuthority().equals(base.getAuthority()));
        return new FirstLoad(
                gzipped(addresses.stream()
                        .filter(address -> address.endsWith(".js"))
                        .toList()),
                gzipped(addresses.stream()
                        .filter(address -> address.endsWith(".css"))
                        .toList()),
                painted.doubleValue());
    }

    private static int gzipped(List<String> addresses) {
        return addresses.stream().distinct().mapToInt(FirstLoad::gzipped).sum();
    }

    private static int gzipped(String address) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept-Encoding", "gzip")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofByteArray())
                    .body()
                    .length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
