// Both demo pages. Whatever others wrote is shown as text, never as markup.
"use strict";

const isAdmin = document.body.dataset.role === "admin";
const element = (id) => document.getElementById(id);
const users = new Set();
let socket = null;

function line(author, text) {
  const paragraph = document.createElement("p");
  if (author) {
    const strong = document.createElement("strong");
    strong.textContent = author + ": ";
    paragraph.append(strong);
  }
  paragraph.append(text);
  element("messages").append(paragraph);
  element("messages").scrollTop = element("messages").scrollHeight;
}

function showUsers() {
  element("userList").replaceChildren(
    ...[...users].sort().map((user) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "User: " + user;
      button.addEventListener("click", () => {
        element("userId").value = user;
        element("messageInput").focus();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
}

function show(connected) {
  element("status").textContent = connected ? "Connected" : "Disconnected";
  element("login").hidden = connected;
  element("chat").hidden = !connected;
}

function connect(token) {
  socket?.close();
  socket = new SocketIo(token);
  socket.on("connect", () => show(true));
  socket.on("disconnect", () => show(false));
  socket.on("connect_error", (error) => alert("Connection Error: " + error.message));
  socket.on("error", (error) => line("", error.message));
  socket.on("message", (data) => {
    const time = new Date(data.timestamp * 1000).toLocaleTimeString();
    line(`${data.from} (${time})`, data.content);
  });
  socket.on("chatbot_context", (data) =>
    line(data.user_id ? `Chatbot context of ${data.user_id}` : "Chatbot context", data.context),
  );
  if (isAdmin) {
    socket.on("user_list", (data) => {
      users.clear();
      data.users.forEach((user) => users.add(user));
      showUsers();
    });
    socket.on("user_connected", (data) => {
      users.add(data.user_id);
      showUsers();
    });
    socket.on("user_disconnected", (data) => {
      users.delete(data.user_id);
      showUsers();
    });
  }
}

element("login").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = element("token").value.trim();
  if (token) {
    connect(token);
  } else {
    alert("Please enter a JWT token.");
  }
});

element("send").addEventListener("submit", (event) => {
  event.preventDefault();
  const content = element("messageInput").value.trim();
  const user = isAdmin ? element("userId").value.trim() : "";
  if (!content || (isAdmin && !user)) {
    alert(isAdmin ? "Please enter both user ID and message." : "Please enter a message.");
    return;
  }
  socket.emit("message", isAdmin ? { to: "user", user_id: user, content } : { to: "admin", content });
  line(isAdmin ? `You to ${user}` : "You", content);
  element("messageInput").value = "";
});

element("leave").addEventListener("click", () => {
  socket.close();
  show(false);
});
