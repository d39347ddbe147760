package dev.sapa.bench.scenario;

import dev.sapa.bench.report.Measure;
import dev.sapa.bench.report.Report;
import dev.sapa.bench.report.Round;
import dev.sapa.bench.subject.Api;
import dev.sapa.bench.subject.Desks;
import dev.sapa.bench.subject.People;
import dev.sapa.bench.subject.Servers;
import dev.sapa.local.server.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** P7: a full waiting room meets a full shift, then every conversation that ends makes room for the next. */
final class Assignment implements Scenario {

    private static final int CAPACITY = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration HANDOVER_PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_CLOSES = Duration.ofMillis(50);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final String COMMITTED = "all committed by routing after";
    private static final String APPLIED = "all applied in chat after";
    private static final String OVER = "agents over capacity";
    private static final String DOUBLE = "conversations with two agents";
    private static final String HANDOVER_P50 = "hand-over p50";
    private static final String HANDOVER_P99 = "hand-over p99";

    private static final String ASSIGNED = "select count(*) from routing.assignment where ended_at is null";
    private static final String ACTIVE = "select count(*) from chat.conversation where status = 'active'";
    private static final String OVER_CAPACITY = "select count(*) from routing.agent where load > capacity";
    private static final String TWICE = """
            select count(*) from (select conversation_id from routing.assignment
                                   where ended_at is null group by 1 having count(*) > 1) twice
            """;

    @Override
    public String name() {
        return "p7";
    }

    @Override
    public String summary() {
        return "assignment: --conversations 10000 waiting, --agents 1000 of capacity 12, in --departments 20";
    }

    @Override
    public Report run(Bench bench) {
        var options = bench.options();
        var waiting = options.number("conversations", 10_000, 600);
        var agents = options.number("agents", 1000, 60);
        var departments = options.number("departments", 20, 5);
        var rounds = new ArrayList<Round>();
        for (var number = 1; number <= options.number("rounds", 1, 1); number++) {
            rounds.add(round(bench, number, waiting, agents, departments));
        }
        var measures = List.of(
                Measure.atMost(COMMITTED, "s", 2),
                Measure.atMost(APPLIED, "s", 6),
                Measure.atMost(OVER, "", 0),
                Measure.atMost(DOUBLE, "", 0),
                Measure.told(HANDOVER_P50, "ms"),
                Measure.atMost(HANDOVER_P99, "ms", 200),
                Measure.told("hand-overs", ""));
        return bench.report(
                "%d waiting conversations meet %d agents of capacity %d in %d departments"
                        .formatted(waiting, agents, CAPACITY, departments),
                measures,
                rounds,
                List.of(
                        "All agents have their sockets open. Each is told of what waits in its department, and conversations start"
                                + " in departments in turn, by topic rules. All but one are set online in the database, the last one"
                                + " declares itself over the public door, from where time counts; the database is asked every 20 ms."
                                + " Hand-over: from an agent's close of a conversation, over the public door, to the next waiting"
                                + " one on that agent's socket; everybody else is full."));
    }

    private static Round round(Bench bench, int number, int waiting, int agents, int departmentCount) {
        var database = bench.servers().database("sapa");
        var suite = bench.suite(database, "");
        var progress = bench.console().progress("round " + number);
        var people = People.of(suite.base(), progress);
        var departments = people.departments(departmentCount);
        var staff = people.staff("agent", agents, departments);
        var desks = bench.own(Desks.open(bench.loop(), suite.socket(0), staff, agents, progress));
        await(bench, database, "select count(*) from routing.agent where live", agents);
        Servers.execute(database, "update routing.agent set capacity = " + CAPACITY);
        people.conversations(waiting, departments);
        await(bench, database, "select count(*) from routing.work_item where state = 'queued'", waiting);

        var before = Servers.query(database, ASSIGNED);
        var activeBefore = Servers.query(database, ACTIVE);
        var last = staff.get(agents - 1);
        Servers.execute(
                database,
                "update routing.agent set declared = 'online' where live and agent_id <> '" + last.id() + "'");
        var began = System.nanoTime();
        Api.at(suite.base()).as(last.token()).put("/api/v2/routing/agents/me/status", Map.of("status", "online"));
        await(bench, database, ASSIGNED, before + waiting);
        var committed = seconds(began);
        await(bench, database, ACTIVE, activeBefore + waiting);
        var applied = seconds(began);
        bench.console()
                .say("  round %d: %d committed after %.2f s, applied after %.2f s"
                        .formatted(number, waiting, committed, applied));

        var figures = new TreeMap<String, Double>();
        figures.put(COMMITTED, committed);
        figures.put(APPLIED, applied);
        var handovers = handovers(bench, people, database, desks, staff, departments, waiting, number);
        figures.put(HANDOVER_P50, handovers.getValueAtPercentile(50) / 1e6);
        figures.put(HANDOVER_P99, handovers.getValueAtPercentile(99) / 1e6);
        figures.put("hand-overs", (double) handovers.getTotalCount());
        figures.put(OVER, (double) Servers.query(database, OVER_CAPACITY));
        figures.put(DOUBLE, (double) Servers.query(database, TWICE));
        bench.disown(desks);
        bench.disown(suite);
        // What lost agents give back would be in the next round's way.
        bench.dropServers();
        return new Round(Report.SAPA, number, figures, handovers, List.of(), List.of());
    }

    /** Fills everybody up, lets more wait, and closes one conversation after the other. */
    private static Histogram handovers(
            Bench bench,
            People people,
            Database database,
            Desks desks,
            List<People.Agent> staff,
            List<People.Department> departments,
            int waiting,
            int number) {
        var count = bench.options().quick() ? 40 : 400;
        var room = staff.size() * CAPACITY - waiting;
        people.conversations(Math.max(0, room) + count + staff.size(), departments);
        await(bench, database, "select count(*) from routing.work_item where state = 'queued'", count);
        var desk = new Handovers(staff.size());
        desks.listen(desk);
        var progress = bench.console().progress("hand-overs");
        for (var i = 0; i < count; i++) {
            var agent = i % staff.size();
            var conversation = conversationOf(database, staff.get(agent));
            if (conversation.isEmpty()) {
                continue;
            }
            desk.begin(agent, conversation);
            people.door()
                    .as(staff.get(agent).token())
                    .fire(
                            "POST",
                            "/api/v2/chat/conversations/" + conversation + "/close",
                            Map.of("reason", "done"),
                            failure -> bench.console().say("  A close failed: " + failure.getMessage()));
            desk.await(agent);
            progress.accept((i + 1) + " of " + count);
            LockSupport.parkNanos(BETWEEN_CLOSES.toNanos());
        }
        desks.listen(new Desks.Listener() {});
        if (desk.missed() > 0) {
            bench.console()
                    .say("  round %d: %d hand-overs took longer than %d s"
                            .formatted(number, desk.missed(), HANDOVER_PATIENCE.toSeconds()));
        }
        return bench.loop().ask(desk::taken);
    }

    private static String conversationOf(Database database, People.Agent agent) {
        return Servers.text(
                database,
                "select conversation_id::text from routing.assignment where ended_at is null and agent_id = '"
                        + agent.id() + "' limit 1");
    }

    private static void await(Bench bench, Database database, String count, long wanted) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var progress = bench.console().progress("waiting");
        try (var watched = Servers.Watched.of(database, count)) {
            for (var now = watched.now(); now < wanted; now = watched.now()) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException(
                            "Only " + now + " of " + wanted + " within " + PATIENCE.toSeconds() + " s: " + count);
                }
                progress.accept(now + " of " + wanted);
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }

    /** Times from a close to the next conversation on the same desk; one at a time. */
    private static final class Handovers implements Desks.Listener {

        private final AtomicLong[] begun;
        private final String[] closed;
        private final Histogram taken = new Histogram(3);
        private volatile int missed;

        Handovers(int desks) {
            begun = new AtomicLong[desks];
            closed = new String[desks];
            for (var i = 0; i < desks; i++) {
                begun[i] = new AtomicLong();
                closed[i] = "";
            }
        }

        void begin(int desk, String conversation) {
            closed[desk] = conversation;
            begun[desk].set(System.nanoTime());
        }

        @Override
        public void updated(int desk, String session, String status) {
            var since = begun[desk].get();
            if (since != 0 && status.equals("active") && !session.equals(closed[desk])) {
                begun[desk].set(0);
                taken.recordValue(System.nanoTime() - since);
            }
        }

        /** Waits until the desk has its next one. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
        void await(int desk) {
            var end = System.nanoTime() + HANDOVER_PATIENCE.toNanos();
            while (begun[desk].get() != 0) {
                if (System.nanoTime() - end > 0) {
                    begun[desk].set(0);
                    missed++;
                    return;
                }
                LockSupport.parkNanos(LOOK_NANOS / 20);
            }
        }

        Histogram taken() {
            return taken;
        }

        int missed() {
            return missed;
        }
    }
}
