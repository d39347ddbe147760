// The smallest Socket.IO client that these pages need: WebSocket only, one namespace, comes back by itself.
"use strict";

class SocketIo {
  #url;
  #handlers = new Map();
  #socket = null;
  #connected = false;
  #wanted = true;
  #tries = 0;

  constructor(token) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#url = `${scheme}//${location.host}/socket.io/?EIO=4&transport=websocket&token=${encodeURIComponent(token)}`;
    this.#open();
  }

  on(event, handler) {
    this.#handlers.set(event, handler);
  }

  emit(event, data) {
    this.#socket.send("42" + JSON.stringify([event, data]));
  }

  close() {
    this.#wanted = false;
    this.#socket.close();
  }

  #tell(event, data) {
    this.#handlers.get(event)?.(data);
  }

  #open() {
    this.#socket = new WebSocket(this.#url);
    this.#socket.onmessage = (message) => this.#packet(message.data);
    this.#socket.onclose = () => this.#closed();
  }

  #packet(packet) {
    const type = packet.slice(0, 2);
    if (packet[0] === "0") {
      this.#socket.send("40");
    } else if (packet === "2") {
      this.#socket.send("3");
    } else if (type === "40") {
      this.#connected = true;
      this.#tries = 0;
      this.#tell("connect");
    } else if (type === "41") {
      this.close();
    } else if (type === "42") {
      const [event, data] = JSON.parse(packet.slice(2));
      this.#tell(event, data);
    } else if (type === "44") {
      this.close();
      this.#tell("connect_error", JSON.parse(packet.slice(2)));
    }
  }

  #closed() {
    if (this.#connected) {
      this.#connected = false;
      this.#tell("disconnect");
    }
    if (this.#wanted) {
      const pause = Math.random() * Math.min(30000, 500 * 2 ** this.#tries++);
      setTimeout(() => this.#wanted && this.#open(), pause);
    }
  }
}
