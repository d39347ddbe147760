package dev.sapa.local.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code reconcile}: compares the totals with a recount from the events, and shows what differs. */
public final class Reconcile {

    /** Everything is as it should be. */
    static final int EQUAL = 0;

    static final int DIFFERENT = 1;
    /** Nobody could tell. */
    static final int FAILED = 2;

    private static final Map<String, String> OPTIONS =
            Map.of("--company", "company_id", "--from", "from", "--to", "to");

    private static final String USAGE = """
            usage: deploy/reconcile [--company ID] [--from YYYY-MM-DD] [--to YYYY-MM-DD]
              Compares the totals of analytics-service with a recount from the events. Days are those of each company's
              time zone, both included; everything is compared unless they are given.
              Ends with 0 if all totals are right, with 1 if some are not (a line for each), with 2 if nobody could tell.
            """ + OperatorApi.ENVIRONMENT;

    private Reconcile() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        var query = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = OPTIONS.get(arguments.get(i));
            if (name == null || i + 1 == arguments.size()) {
                err.println(USAGE);
                return FAILED;
            }
            query.put(name, arguments.get(i + 1));
        }
        try {
            return tell(new OperatorApi(environment).post("/reconcile", query), out);
        } catch (CommandFailure e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int tell(JsonNode found, PrintStream out) {
        int companies = found.path("companies").asInt();
        if (found.path("equal").asBoolean()) {
            out.printf("The totals of %d companies are what the events say.%n", companies);
            return EQUAL;
        }
        var differences = found.path("differences");
        differences.forEach(difference -> out.printf(
                "%s  %s  %s by %s and %s: %d booked, %d recounted; %d ms booked, %d ms recounted%n",
                difference.path("company_id").asText(),
                difference.path("day").asText(),
                difference.path("measure").asText(),
                difference.path("view").asText(),
                difference.path("interval").asText(),
                difference.path("booked").asLong(),
                difference.path("recounted").asLong(),
                difference.path("booked_millis").asLong(),
                difference.path("recounted_millis").asLong()));
        out.printf("%d totals of %d companies are not what the events say.%n", differences.size(), companies);
        return DIFFERENT;
    }
}
