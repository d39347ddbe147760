package dev.sapa.auth.company;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A company as everybody may know it, before a conversation starts.
 *
 * @param languages as in BCP 47, the preferred one first
 */
record PublicCompanyView(
        String slug,
        String name,
        Branding branding,
        List<String> languages,
        String timeZone,
        @JsonIgnore long version) {}
