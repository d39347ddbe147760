// Reads of history as a team would write them for itself: node:http, one query, a token compared.
//
//   PORT, DATABASE_URL   where it listens (loopback), what it reads
//   TOKEN                the bearer token it takes
//   POOL                 connections to PostgreSQL (default 20)
"use strict";

const http = require("node:http");
const { timingSafeEqual } = require("node:crypto");
const { Pool } = require("pg");

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL ?? 20) });
const expected = Buffer.from(`Bearer ${process.env.TOKEN}`);

const LAST = {
  name: "last",
  text: `select id, seq, sender, body, posted_at from message where session_id = $1 order by seq desc limit 50`,
};

function answer(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

const server = http.createServer(async (request, response) => {
  const given = Buffer.from(request.headers.authorization ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    answer(response, 401, { error: "who are you" });
    return;
  }
  try {
    const { rows } = await pool.query({ ...LAST, values: [request.url.slice("/history/".length)] });
    answer(response, 200, { items: rows.reverse() });
  } catch (error) {
    console.error(error.message);
    answer(response, 503, { error: "not now" });
  }
});

server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log(`ready ${process.pid}`));
