package dev.sapa.routing.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation wishes of who answers it. Wishes choose among the agents that may get it and keep none of them
 * from it, so that nothing waits for the ideal agent while another one is free.
 */
public final class Wishes {

    /** Whoever speaks the language comes before whoever has any number of the skills. */
    private static final int LANGUAGE = 1000;

    private final @Nullable String language;
    private final List<String> skills;

    private Wishes(@Nullable String language, List<String> skills) {
        this.language = language;
        this.skills = skills;
    }

    /**
     * Those of a conversation.
     *
     * @param attributes as conversations carry them; names that mean nothing here are passed over
     */
    public static Wishes of(Map<String, String> attributes) {
        return new Wishes(attributes.get("language"), words(attributes.get("skill")));
    }

    /** How well the agent meets them, 0 for not at all. */
    public int fit(Agent agent) {
        if (language == null && skills.isEmpty()) {
            return 0; // nearly always
        }
        return (speaks(agent) ? LANGUAGE : 0)
                + (int) skills.stream().filter(agent.skills()::contains).count();
    }

    /** Those which the agent meets, for whoever asks why it was chosen. */
    public List<String> metBy(Agent agent) {
        var met = new ArrayList<String>();
        if (speaks(agent)) {
            met.add("language " + language);
        }
        skills.stream().filter(agent.skills()::contains).forEach(skill -> met.add("skill " + skill));
        return List.copyOf(met);
    }

    /** Who speaks {@code en} is good for {@code en-gb}. */
    private boolean speaks(Agent agent) {
        var wished = language;
        return wished != null
                && agent.languages().stream()
                        .anyMatch(spoken -> wished.equals(spoken) || wished.startsWith(spoken + "-"));
    }

    private static List<String> words(@Nullable String list) {
        return list == null
                ? List.of()
                : List.of(list.split(",", -1)).stream()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }
}
