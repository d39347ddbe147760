import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryOutbox, SapaClient, uuid, type ClientOptions, type Conversation } from "../src/index";
import { Gateway } from "./gateway";

let gateway: Gateway;
let clients: SapaClient[];

beforeEach(() => {
  vi.useFakeTimers();
  gateway = new Gateway();
  clients = [];
});

afterEach(() => {
  clients.forEach((client) => client.close());
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const texts = (conversation: Conversation) => conversation.messages.map((message) => message.text);

function clientOf(options: ClientOptions = {}): SapaClient {
  const client = new SapaClient({ url: "ws://gateway/ws/chat", env: gateway.env, outbox: memoryOutbox(), ...options });
  clients.push(client);
  return client;
}

async function joined(options: ClientOptions = {}): Promise<[SapaClient, Conversation]> {
  const client = clientOf(options);
  client.connect();
  const conversation = client.conversation("c1");
  conversation.join({ sessionToken: "lcs_x", afterSeq: 0 });
  await settle();
  return [client, conversation];
}

describe("connecting", () => {
  it("names the session token in the join and never in an address", async () => {
    await joined();
    expect(gateway.sent("join_session")[0]?.data).toEqual({ session_token: "lcs_x", after_seq: 0 });
    expect(gateway.open.url).not.toContain("lcs_x");
  });

  it("brings a staff token as subprotocol", async () => {
    await joined({ token: async () => "jwt" });
    expect(gateway.open.protocols).toEqual(["bearer", "jwt"]);
  });

  it("backs off with jitter while nothing answers, and starts anew once it held", async () => {
    gateway.reachable = false;
    const client = clientOf();
    client.connect();
    await settle(20_000);
    const tries = gateway.sockets.length;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(9);
    expect(client.connection.state).toBe("waiting");
    gateway.reachable = true;
    await settle(30_000);
    expect(client.connection.state).toBe("online");
    await settle(6_000);
    gateway.cut();
    await settle(300);
    expect(client.connection.state).toBe("online");
  });

  it("asks for a fresh token when the last one is refused, and ends the session when there is none", async () => {
    const asked: boolean[] = [];
    const [client] = await joined({
      token: async (stale) => {
        asked.push(stale);
        return asked.length < 3 ? "jwt" : null;
      },
    });
    const ended = vi.fn();
    client.on("sessionEnded", ended);
    gateway.cut(4401);
    await settle(100);
    expect(client.connection.state).toBe("online");
    gateway.cut(4401);
    await settle(100);
    expect(asked).toEqual([false, true, true]);
    expect(ended).toHaveBeenCalledOnce();
    expect(client.connection).toEqual({ state: "stopped", reason: "refused" });
    await settle(60_000);
    expect(gateway.sockets.length).toBe(2);
  });

  it("sends a fresh token in band before the old one expires", async () => {
    await joined({ token: async (stale) => (stale ? "fresh" : "old") });
    gateway.push({ type: "auth_expiring", data: { in_ms: 60_000 } });
    await settle(10);
    expect(gateway.sent("authenticate")[0]?.data).toEqual({ token: "fresh" });
  });

  it("stops when it is not permitted", async () => {
    const [client] = await joined();
    gateway.cut(4403);
    await settle(60_000);
    expect(client.connection).toEqual({ state: "stopped", reason: "forbidden" });
    expect(gateway.sockets.length).toBe(1);
  });

  it("comes back when a gateway that goes away says so", async () => {
    const [client] = await joined();
    gateway.push({ type: "goaway", data: { reconnect_after_ms: 4_000 } });
    gateway.cut(1001);
    await settle(3_900);
    expect(client.connection.state).toBe("waiting");
    await settle(2_200);
    expect(client.connection.state).toBe("online");
  });

  it("takes a line for dead on which nothing is heard", async () => {
    const [client] = await joined();
    await settle(49_000);
    expect(gateway.sockets.length).toBe(1);
    await settle(2_000);
    expect(gateway.sockets.length).toBe(2);
    expect(client.connection.state).toBe("online");
  });

  it("knows the clock of the server", async () => {
    const [client] = await joined();
    gateway.push({ type: "heartbeat", data: { server_time: new Date(Date.now() + 90_000).toISOString(), heads: {} } });
    expect(client.serverNow() - Date.now()).toBe(90_000);
  });
});

describe("messages", () => {
  it("are shown once each and in the order of seq, whatever the order of frames", async () => {
    const [client, conversation] = await joined();
    const told: number[] = [];
    client.on("message", (event) => told.push(event.message.seq));
    const [one, two, three] = ["satu", "dua", "tiga"].map((text) => gateway.post(text, "agent", false));
    for (const stored of [two!, three!, one!, two!, one!]) {
      gateway.push(gateway.newMessage(stored));
    }
    expect(texts(conversation)).toEqual(["satu", "dua", "tiga"]);
    expect(told).toEqual([1, 2, 3]);
  });

  it("above a hole wait until it is fetched", async () => {
    const [, conversation] = await joined();
    gateway.post("satu");
    gateway.post("hilang", "agent", false);
    gateway.post("tiga");
    expect(texts(conversation)).toEqual(["satu"]);
    await settle(500);
    expect(texts(conversation)).toEqual(["satu", "hilang", "tiga"]);
    expect(conversation.catchingUp).toBe(false);
  });

  it("that a heartbeat knows of are fetched, and again when that fails", async () => {
    const [, conversation] = await joined();
    gateway.post("hilang", "agent", false);
    gateway.fetchFails = 2;
    gateway.heads();
    expect(conversation.catchingUp).toBe(true);
    await settle(5_000);
    expect(texts(conversation)).toEqual(["hilang"]);
    expect(conversation.catchingUp).toBe(false);
  });

  it("missed while the line was cut come after it, from where they ended", async () => {
    const [client, conversation] = await joined();
    gateway.post("satu");
    const resumed = vi.fn();
    client.on("resumed", resumed);
    gateway.cut();
    gateway.post("dua");
    gateway.post("tiga");
    await settle(1_000);
    expect(gateway.sent("join_session").map((frame) => frame.data.after_seq)).toEqual([0, 1]);
    expect(texts(conversation)).toEqual(["satu", "dua", "tiga"]);
    expect(resumed).toHaveBeenCalledExactlyOnceWith({ missed: 2, sent: 0 });
  });

  it("that are too old to be replayed are fetched", async () => {
    gateway.replayAtMost = 2;
    for (let i = 1; i <= 450; i++) {
      gateway.post(`${i}`, "agent", false);
    }
    const [, conversation] = await joined();
    await settle(1_000);
    expect(conversation.messages.map((message) => message.seq)).toEqual([...Array(450).keys()].map((i) => i + 1));
  });

  it("begin with the last page where no place is named, and are paged upwards", async () => {
    for (let i = 1; i <= 120; i++) {
      gateway.post(`${i}`, "agent", false);
    }
    const client = clientOf();
    client.connect();
    const conversation = client.conversation("c1");
    conversation.join();
    await settle(100);
    expect([conversation.firstSeq, conversation.lastSeq, conversation.messages.length]).toEqual([71, 120, 50]);
    expect(await conversation.loadOlder()).toBe(true);
    expect(await conversation.loadOlder()).toBe(false);
    expect([conversation.firstSeq, conversation.messages.length]).toEqual([1, 120]);
    gateway.post("121");
    expect(conversation.lastSeq).toBe(121);
  });

  it("of a conversation that nobody joined are told once", async () => {
    const client = clientOf({ token: async () => "jwt" });
    const told: string[] = [];
    client.on("message", (event) => told.push(event.message.text));
    client.connect();
    await settle();
    const stored = gateway.post("dari daftar");
    gateway.push(gateway.newMessage(stored));
    expect(told).toEqual(["dari daftar"]);
  });
});

describe("sending", () => {
  it("shows a message as pending until it is acknowledged, then once", async () => {
    const [, conversation] = await joined();
    gateway.mute = true;
    const pending = conversation.send("halo");
    expect(conversation.pending.map((one) => one.state)).toEqual(["sending"]);
    gateway.mute = false;
    await settle(6_000);
    expect(conversation.pending).toEqual([]);
    expect(conversation.messages.map((message) => [message.text, message.clientMsgId])).toEqual([
      ["halo", pending.clientMsgId],
    ]);
  });

  it("keeps the order and waits for nobody but the one before", async () => {
    const [, conversation] = await joined();
    gateway.refusals.push({ code: "rate-limited", retryable: true, retry_after_ms: 700 });
    ["a", "b", "c"].forEach((text) => conversation.send(text));
    expect(gateway.messages).toEqual([]);
    await settle(800);
    expect(texts(conversation)).toEqual(["a", "b", "c"]);
    expect(conversation.pending).toEqual([]);
  });

  it("repairs an acknowledgement that was lost by sending the same again", async () => {
    const [, conversation] = await joined();
    gateway.lose.add("ack").add("new_message");
    conversation.send("sekali");
    gateway.lose.clear();
    await settle(6_000);
    expect(gateway.sent("send_message").map((frame) => frame.data.client_msg_id).length).toBe(2);
    expect(gateway.messages.length).toBe(1);
    expect(texts(conversation)).toEqual(["sekali"]);
  });

  it("sends after a reconnect what was on its way when the gateway died", async () => {
    const [client, conversation] = await joined();
    const resumed = vi.fn();
    client.on("resumed", resumed);
    gateway.lose.add("ack").add("new_message");
    conversation.send("pertama");
    gateway.cut();
    gateway.lose.clear();
    conversation.send("kedua");
    expect(conversation.pending.map((one) => one.state)).toEqual(["queued", "queued"]);
    await settle(2_000);
    expect(gateway.messages.map((message) => message.text)).toEqual(["pertama", "kedua"]);
    expect(texts(conversation)).toEqual(["pertama", "kedua"]);
    expect(resumed).toHaveBeenCalledOnce();
    expect(resumed.mock.calls[0]![0].sent).toBe(2);
  });

  it("keeps what was refused for good until it is retried or discarded, and lets the rest pass", async () => {
    const outbox = memoryOutbox();
    const [, conversation] = await joined({ outbox });
    gateway.refusals.push({ code: "conversation-closed" });
    const refused = conversation.send("terlambat");
    conversation.send("berikutnya");
    expect(texts(conversation)).toEqual(["berikutnya"]);
    expect(conversation.pending.map((one) => [one.state, one.error?.code])).toEqual([["failed", "conversation-closed"]]);
    expect(outbox.load().map((one) => one.state)).toEqual(["failed"]);
    conversation.retry(refused.clientMsgId);
    expect(texts(conversation)).toEqual(["berikutnya", "terlambat"]);
    expect(outbox.load()).toEqual([]);
  });

  it("survives a reload: the next page sends what this one could not", async () => {
    const outbox = memoryOutbox();
    const [client, conversation] = await joined({ outbox });
    gateway.cut();
    gateway.reachable = false;
    const pending = conversation.send("dari kereta");
    client.close();
    gateway.reachable = true;
    const [, again] = await joined({ outbox });
    expect(gateway.sent("send_message").map((frame) => frame.data.client_msg_id)).toEqual([pending.clientMsgId]);
    expect(texts(again)).toEqual(["dari kereta"]);
    expect(outbox.load()).toEqual([]);
  });

  it("of staff goes out after a reload without anybody opening the conversation", async () => {
    const outbox = memoryOutbox();
    outbox.put({ clientMsgId: uuid(), conversationId: "c1", text: "balasan", createdAt: 1, state: "queued" });
    const client = clientOf({ outbox, token: async () => "jwt" });
    client.connect();
    await settle(100);
    expect(gateway.messages.map((message) => message.text)).toEqual(["balasan"]);
    expect(client.pending()).toEqual([]);
  });
});

describe("signals", () => {
  it("of typing go out every few seconds, end with the message, and are forgotten in time", async () => {
    const [, conversation] = await joined();
    for (let i = 0; i < 8; i++) {
      conversation.typing(true);
      await settle(500);
    }
    expect(gateway.sent("customer_typing").map((frame) => frame.data.is_typing)).toEqual([true, true]);
    await settle(6_500);
    expect(gateway.sent("customer_typing").at(-1)?.data.is_typing).toBe(false);

    const typing = { session_id: "c1", sender_type: "agent", user_id: "a1", is_typing: true };
    gateway.push({ type: "typing", session_id: "c1", data: typing });
    expect(conversation.typists).toEqual([{ who: "agent", userId: "a1" }]);
    await settle(10_500);
    expect(conversation.typists).toEqual([]);
  });

  it("of what has reached this page are said for the other side's messages, and again to who has just come", async () => {
    const [, conversation] = await joined();
    gateway.post("Selamat pagi");
    await settle();
    conversation.send("Halo");
    await settle();
    gateway.post("Ada yang bisa dibantu?");
    await settle();
    expect(gateway.sent("received").map((frame) => frame.data.seq)).toEqual([1, 3]);
    gateway.push({ type: "user_joined", session_id: "c1", data: { session_id: "c1", user_type: "agent", user_id: "a1" } });
    await settle();
    expect(gateway.sent("received").map((frame) => frame.data.seq)).toEqual([1, 3, 3]);

    gateway.push({ type: "received", session_id: "c1", data: { session_id: "c1", receiver_type: "customer", seq: 3 } });
    gateway.push({ type: "received", session_id: "c1", data: { session_id: "c1", receiver_type: "customer", seq: 2 } });
    expect(conversation.received).toEqual({ customer: 3, agent: 0 });
  });

  it("of reading only grow, and are said once a second at most", async () => {
    const [, conversation] = await joined();
    [1, 2, 3].forEach((seq) => conversation.read(seq));
    await settle(1_100);
    conversation.read(2);
    await settle(1_100);
    expect(gateway.sent("read").map((frame) => frame.data.seq)).toEqual([1, 3]);
    gateway.push({ type: "read", session_id: "c1", data: { session_id: "c1", reader_type: "agent", seq: 2 } });
    gateway.push({ type: "read", session_id: "c1", data: { session_id: "c1", reader_type: "agent", seq: 1 } });
    expect(conversation.reads.agent).toBe(2);
  });

  it("of state drop what is older than what is known", async () => {
    const [, conversation] = await joined();
    const update = (status: string, version: number) =>
      gateway.push({ type: "session_update", session_id: "c1", data: { status, responder: "agent", version } });
    update("closed", 5);
    update("active", 4);
    expect(conversation.state?.status).toBe("closed");
  });

  it("tell listeners of a conversation once for what happens together", async () => {
    const [, conversation] = await joined();
    const changed = vi.fn();
    conversation.subscribe(changed);
    gateway.post("satu");
    gateway.post("dua");
    await settle();
    expect(changed).toHaveBeenCalledOnce();
  });
});

describe("a refused join", () => {
  it("is tried again when it may pass, and given up with its reason when not", async () => {
    const client = clientOf();
    const failed = vi.fn();
    client.on("failure", failed);
    client.connect();
    gateway.mute = true;
    const conversation = client.conversation("c1");
    conversation.join({ afterSeq: 0 });
    await settle();
    const refuse = (code: string) => gateway.push({ type: "error", success: false, session_id: "c1", code, error: code });
    refuse("service-unavailable");
    await settle(6_000);
    expect(gateway.sent("join_session").length).toBe(2);
    refuse("session-not-found");
    await settle(30_000);
    expect(gateway.sent("join_session").length).toBe(2);
    expect(conversation.refusal?.code).toBe("session-not-found");
    expect(failed).toHaveBeenCalledOnce();
  });
});

describe("ids", () => {
  it("grow and have the shape of version 7", () => {
    const made = Array.from({ length: 100 }, uuid);
    expect([...made].sort()).toEqual(made);
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
