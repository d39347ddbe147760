// Runs real socket.io clients at the command of a test: a JSON line in is an order, a JSON line out is what happened.
import { createInterface } from "node:readline";
import { io as newest } from "socket.io-client";
import { io as seeds } from "socket.io-client-4-5-4";

const libraries = { newest, "4.5.4": seeds };
const sockets = new Map();

function tell(name, event, data) {
  process.stdout.write(JSON.stringify({ name, event, data: data ?? null }) + "\n");
}

const orders = {
  open({ name, library, url, options }) {
    const socket = libraries[library](url, { forceNew: true, ...options });
    sockets.set(name, socket);
    socket.on("connect", () => tell(name, "connect", socket.io.engine.transport.name));
    socket.on("disconnect", (reason) => tell(name, "disconnect", reason));
    socket.on("connect_error", (error) => tell(name, "connect_error", error.message));
    socket.io.on("open", () => {
      tell(name, "open", socket.io.engine.transport.name);
      socket.io.engine.once("upgrade", (transport) => tell(name, "upgrade", transport.name));
    });
    socket.onAny((event, data) => tell(name, event, data));
  },
  emit({ name, event, data }) {
    sockets.get(name).emit(event, data);
  },
  ask({ name, event, data }) {
    sockets.get(name).emit(event, data, (answer) => tell(name, "answer", answer));
  },
  binary({ name, event }) {
    sockets.get(name).emit(event, Buffer.from([1, 2, 3]));
  },
  close({ name }) {
    sockets.get(name).close();
  },
};

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const order = JSON.parse(line);
  orders[order.do](order);
});
lines.on("close", () => process.exit(0));
tell("", "ready");
