// The chat that a team would build for itself: socket.io, and PostgreSQL as the truth. A message is inserted, and only
// then shown to the room and acknowledged, like the suite's. One process, as socket.io runs without a sticky balancer.
//
//   PORT, DATABASE_URL   where it listens (loopback), where it writes
//   BATCH_MS             0: one INSERT for each message; else messages are gathered so long and inserted at once
//   POOL                 connections to PostgreSQL (default 20; one more than saturates the disk of a small machine)
//   RECOVERY             "on": socket.io's connection state recovery
"use strict";

const http = require("node:http");
const { randomUUID } = require("node:crypto");
const { Pool } = require("pg");
const { Server } = require("socket.io");

const batchMs = Number(process.env.BATCH_MS ?? 0);
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL ?? 20) });

const SCHEMA = `
  create table if not exists message (
    id         uuid        not null primary key,
    seq        bigserial   not null,
    session_id text        not null,
    sender     text        not null,
    client_id  text        not null,
    body       text        not null,
    posted_at  timestamptz not null default clock_timestamp(),
    unique (session_id, client_id)
  );
  create index if not exists message_session on message (session_id, seq)`;

const ONE = {
  name: "insert-one",
  text: `insert into message (id, session_id, sender, client_id, body) values ($1, $2, $3, $4, $5)
         returning seq, posted_at`,
};
const MANY = {
  name: "insert-many",
  text: `insert into message (id, session_id, sender, client_id, body)
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
         returning id, seq, posted_at`,
};

async function insertOne(message) {
  const { rows } = await pool.query({
    ...ONE,
    values: [message.id, message.room, message.sender, message.clientId, message.text],
  });
  return rows[0];
}

let gathered = [];

function insertGathered(message) {
  return new Promise((resolve, reject) => {
    gathered.push({ message, resolve, reject });
    if (gathered.length === 1) {
      setTimeout(flush, batchMs);
    }
  });
}

async function flush() {
  const batch = gathered;
  gathered = [];
  try {
    const column = (name) => batch.map((entry) => entry.message[name]);
    const { rows } = await pool.query({
      ...MANY,
      values: [column("id"), column("room"), column("sender"), column("clientId"), column("text")],
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    batch.forEach((entry) => entry.resolve(byId.get(entry.message.id)));
  } catch (error) {
    batch.forEach((entry) => entry.reject(error));
  }
}

const insert = batchMs > 0 ? insertGathered : insertOne;
const server = http.createServer();
const io = new Server(server, {
  connectionStateRecovery: process.env.RECOVERY === "on" ? {} : undefined,
});

io.on("connection", (socket) => {
  // Recommended by its documentation: the first request is not needed any more.
  socket.conn.request = null;
  if (!socket.recovered) {
    for (const room of socket.handshake.auth.rooms ?? []) {
      socket.join(room);
    }
  }
  socket.on("send", async ({ room, id, text }, acknowledge) => {
    const message = { id: randomUUID(), room, sender: socket.id, clientId: id, text };
    try {
      const { seq, posted_at } = await insert(message);
      io.to(room).emit("message", { id, message_id: message.id, room, seq, text, posted_at });
      acknowledge({ id, seq });
    } catch (error) {
      console.error(error.message);
      acknowledge({ error: "not kept" });
    }
  });
  // One event to everybody, as presence is told to a team.
  socket.on("announce", (event) => io.emit("announced", event));
});

pool.query(SCHEMA).then(() =>
  server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log(`ready ${process.pid}`)),
);
