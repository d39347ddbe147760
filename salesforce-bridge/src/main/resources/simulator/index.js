import { call, element, onPress, post, show } from './page.js';
import { EventStream } from './events.js';

const WITH_CONVERSATION = ['close-conversation', 'end-session', 'send-message', 'typing-started', 'typing-stopped', 'send-file'];
const MOST_EVENTS = 500;

let state = { has_access_token: false, has_conversation: false, conversation_id: null };
let stream = null;

// Which buttons can be pressed follows from what the server says it has.
async function refresh() {
  try {
    state = await (await fetch('/api/status')).json();
  } catch {
    return;
  }
  element('token-state').textContent = state.has_access_token ? 'The server holds an access token.' : 'No token yet.';
  element('conversation-state').textContent = state.has_conversation ? `Conversation ${state.conversation_id}` : 'No conversation yet.';
  element('create-conversation').disabled = !state.has_access_token;
  WITH_CONVERSATION.forEach((id) => { element(id).disabled = !state.has_conversation; });
  element('sse-connect').disabled = !state.has_conversation || stream !== null;
  element('sse-disconnect').disabled = stream === null;
}

document.addEventListener('state', refresh);

onPress('generate-token', () => post('/api/generate-token'));
onPress('generate-guest', () => post('/api/generate-token-unauthenticated'));

onPress('create-conversation', () => {
  const routingAttributes = {};
  const msisdn = element('msisdn').value.trim();
  if (msisdn) {
    routingAttributes.MSISDN = msisdn;
  }
  routingAttributes.Chat_Source = element('chat-source').value;
  return post('/api/create-conversation', { language: element('language').value.trim() || 'en_US', routingAttributes });
});

onPress('close-conversation', async () => {
  if (await post('/api/close-conversation')) {
    disconnect();
  }
});
onPress('end-session', () => post('/api/end-session'));
onPress('typing-started', () => post('/api/send-typing-indicator', { entryType: 'TypingStartedIndicator' }));
onPress('typing-stopped', () => post('/api/send-typing-indicator', { entryType: 'TypingStoppedIndicator' }));

element('message-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (await post('/api/send-message', { text: element('message').value })) {
    element('message').value = '';
  }
});

element('message').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !element('send-message').disabled) {
    event.preventDefault();
    element('message-form').requestSubmit();
  }
});

element('file-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData();
  const file = element('file').files[0];
  if (file) {
    form.append('file', file);
  }
  form.append('caption', element('caption').value);
  if (await call('/api/send-file', { method: 'POST', body: form })) {
    element('file-form').reset();
  }
});

onPress('sse-connect', async () => {
  if (stream === null) {
    stream = new EventStream({ source, onEvent: log, onState: tell });
  }
});
onPress('sse-disconnect', () => disconnect());
onPress('clear-events', () => element('events').replaceChildren());

async function source() {
  const response = await fetch('/api/sse-config');
  const config = await response.json();
  if (!config.success) {
    const refused = new Error(config.error);
    refused.final = true;
    throw refused;
  }
  return config;
}

function disconnect() {
  if (stream !== null) {
    stream.close();
    stream = null;
  }
  tell(false, '');
  refresh();
}

function tell(connected, why) {
  const badge = element('sse-state');
  badge.textContent = connected ? 'Connected' : 'Disconnected';
  badge.classList.toggle('on', connected);
  if (why) {
    show(`Events: ${why}`, true);
  }
}

function log(event) {
  if (event.type === 'ping') {
    return;
  }
  const item = document.createElement('li');
  const time = document.createElement('time');
  time.textContent = new Date().toLocaleTimeString();
  const type = document.createElement('span');
  type.className = 'type';
  type.textContent = event.type;
  const payload = document.createElement('div');
  payload.textContent = readable(event.data);
  item.append(time, type, payload);
  element('events').prepend(item);
  while (element('events').children.length > MOST_EVENTS) {
    element('events').lastChild.remove();
  }
}

// The payload is JSON within JSON; what is not is shown as it came.
function readable(data) {
  try {
    const whole = JSON.parse(data);
    if (typeof whole?.conversationEntry?.entryPayload === 'string') {
      whole.conversationEntry.entryPayload = JSON.parse(whole.conversationEntry.entryPayload);
    }
    return JSON.stringify(whole, null, 2);
  } catch {
    return data;
  }
}

refresh();
