package dev.sapa.chat.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.CompanyChanged.PortalAccess;
import dev.sapa.events.Topic;
import dev.sapa.events.WorkQueued;
import dev.sapa.events.WorkReturned;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What routing says about queues and transfers, and what the log keeps of it (S2-29). */
@QuarkusTest
@ServiceTest
class QueueAndTransferTest {

    private static final String CLOSED = "Kantor tutup sampai besok pukul 08.00";

    private final UUID grace = UUID.randomUUID();
    private final UUID linus = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void newCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void a_queue_gives_the_department_and_says_once_that_it_is_closed() {
        var held = Chat.started(company);

        queued(held, 1, 0, taxes, CLOSED);
        queued(held, 1, 0, taxes, CLOSED);
        queued(held, 2, 0, taxes, CLOSED);
        awaitVersion(held, 4);

        Chat.get(held.sessionToken(), "/conversations/{id}?include=messages,log", held.id())
                .then()
                .body("department.id", equalTo(taxes.toString()))
                .body("status", equalTo("waiting"))
                .body("unread", equalTo(1))
                .body("messages.text", contains(CLOSED))
                .body("messages.author", contains("system"))
                .body("messages.message_type", contains("system"))
                .body("messages.seq", contains(1))
                .body("log.action", contains("started", "queued", "queued"));
    }

    @Test
    void a_queue_of_before_an_assignment_changes_nothing() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace, taxes);

        queued(held, 1, 0, null, CLOSED);
        returned(held, 3, 2, "agent-lost", null, null, null);
        awaitVersion(held, 3);

        Chat.get(held.sessionToken(), "/conversations/{id}", held.id())
                .then()
                .body("department.id", equalTo(taxes.toString()))
                .body("status", equalTo("waiting"))
                .body("last_seq", equalTo(0));
    }

    @Test
    void a_transfer_to_a_department_waits_there_and_its_note_is_for_staff_alone() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);

        returned(held, 2, 2, "transferred", taxes, grace, "Sudah bayar");
        awaitVersion(held, 3);

        Chat.get(staff(), "/conversations/{id}?include=log", held.id())
                .then()
                .body("status", equalTo("waiting"))
                .body("agent", nullValue())
                .body("department.id", equalTo(taxes.toString()))
                .body("log.action", contains("started", "auto_assigned", "transferred"))
                .body("log[2].actor", equalTo("agent"))
                .body("log[2].by.id", equalTo(grace.toString()))
                .body("log[2].detail.note", equalTo("Sudah bayar"));
        Chat.get(held.sessionToken(), "/conversations/{id}/log", held.id())
                .then()
                .body("items.detail.note", everyItem(nullValue()))
                .body("items[2].detail.department_id", equalTo(taxes.toString()));
    }

    @Test
    void a_transfer_to_an_agent_goes_on_with_that_one() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);
        Chat.say(Tokens.agent(company, grace), held.id(), "Saya teruskan");

        Announcements.send(
                Topic.ROUTING,
                AssignmentMade.TYPE,
                held.id(),
                2,
                company,
                new AssignmentMade(
                        UUID.randomUUID(),
                        held.id(),
                        company,
                        2,
                        2,
                        linus,
                        null,
                        AssignmentMade.Kind.TRANSFER,
                        false,
                        grace,
                        "Tolong",
                        Instant.now()));
        awaitVersion(held, 4);
        Chat.say(Tokens.agent(company, linus), held.id(), "Halo, saya Linus")
                .then()
                .statusCode(201);
        Chat.say(Tokens.agent(company, grace), held.id(), "Saya lagi").then().statusCode(409);

        Chat.get(staff(), "/conversations/{id}/log", held.id())
                .then()
                .body("items.action", contains("started", "auto_assigned", "response", "transferred"))
                .body("items[2].by.id", equalTo(grace.toString()))
                .body("items[3].detail.agent_id", equalTo(linus.toString()))
                .body("items[3].detail.note", equalTo("Tolong"))
                .body("items.at", everyItem(not(nullValue())));
    }

    private String staff() {
        return Tokens.agent(company, UUID.randomUUID());
    }

    private static void awaitVersion(Chat.Held held, int version) {
        Database.awaitRow("select 1 from conversation where id = '%s' and version = %d".formatted(held.id(), version));
    }

    private void queued(
            Chat.Held held, long version, long epoch, @Nullable UUID department, @Nullable String closedText) {
        Announcements.send(
                Topic.ROUTING,
                WorkQueued.TYPE,
                held.id(),
                version,
                company,
                new WorkQueued(held.id(), company, version, epoch, department, closedText, Instant.now()));
    }

    private void returned(
            Chat.Held held,
            long version,
            long epoch,
            String reason,
            @Nullable UUID department,
            @Nullable UUID actor,
            @Nullable String note) {
        Announcements.send(
                Topic.ROUTING,
                WorkReturned.TYPE,
                held.id(),
                version,
                company,
                new WorkReturned(
                        held.id(), company, version, epoch, grace, reason, department, actor, note, Instant.now()));
    }
}
