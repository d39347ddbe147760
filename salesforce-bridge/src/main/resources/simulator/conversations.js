import { call, element, onPress } from './page.js';

onPress('list', async () => {
  const answer = await call(`/api/list-conversations?inclClosedConvs=${element('closed').checked}&limit=50`);
  const items = (answer?.data?.conversations ?? []).map((found) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'second';
    const ended = found.endTimestamp ? ', closed' : '';
    button.textContent = `${found.conversationId} (${new Date(found.startTimestamp).toLocaleString()}${ended})`;
    button.addEventListener('click', () => {
      element('conversation-id').value = found.conversationId;
      element('entries-form').requestSubmit();
    });
    const item = document.createElement('li');
    item.append(button);
    return item;
  });
  element('conversations').replaceChildren(...items);
});

element('entries-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const id = encodeURIComponent(element('conversation-id').value.trim());
  const query = new URLSearchParams({ limit: element('limit').value, direction: element('direction').value });
  const answer = await call(`/api/list-conversation-entries/${id}?${query}`);
  const items = (answer?.data?.conversationEntries ?? []).map((entry) => {
    const item = document.createElement('li');
    item.textContent = `${new Date(entry.transcriptedTimestamp).toLocaleString()} ${entry.senderDisplayName} (${entry.sender?.role}) ${entry.entryType}: ${written(entry)}`;
    return item;
  });
  element('entries').replaceChildren(...items);
});

function written(entry) {
  const payload = typeof entry.entryPayload === 'string' ? JSON.parse(entry.entryPayload) : entry.entryPayload;
  return payload?.abstractMessage?.staticContent?.text ?? '';
}
