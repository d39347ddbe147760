// The least a WebSocket server can do: what the generator measures here is the generator.
"use strict";

const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ port: Number(process.env.PORT), host: "127.0.0.1" }, () =>
  console.log(`ready ${process.pid}`),
);
server.on("connection", (socket) => socket.on("message", (text) => socket.send(text.toString())));
