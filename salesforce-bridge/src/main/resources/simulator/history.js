import { call, element, onPress, post, show } from './page.js';

// Stays in the page: it is good for more than this simulator.
let oauth = null;

function refresh() {
  element('send-history').disabled = oauth === null;
  element('send-standard').disabled = oauth === null;
}

function conversation() {
  try {
    return JSON.parse(element('conversation').value);
  } catch (failure) {
    show(`The conversation is not JSON: ${failure.message}`, true);
    return null;
  }
}

document.addEventListener('state', refresh);

onPress('generate-oauth', async () => {
  const answer = await post('/api/generate-oauth-token');
  if (answer) {
    oauth = answer.access_token;
    element('oauth-state').textContent = 'There is a token.';
    element('instance-url').value = answer.instance_url ?? '';
  }
});

onPress('load-sample', async () => {
  const answer = await call('/api/load-dummy-conversation');
  if (answer) {
    element('conversation').value = JSON.stringify(answer.conversation, null, 2);
  }
});

onPress('send-history', async () => {
  const written = conversation();
  if (written) {
    const answer = await post('/api/send-conversation-history', { conversation: written }, { 'X-OAuth-Token': oauth });
    if (answer?.messagingSessionId) {
      element('messaging-session').value = answer.messagingSessionId;
    }
  }
});

onPress('send-standard', async () => {
  const written = conversation();
  if (written) {
    await post('/api/send-history-standard', {
      instanceUrl: element('instance-url').value,
      messagingSessionId: element('messaging-session').value,
      conversation: written,
    }, { 'X-OAuth-Token': oauth });
  }
});

refresh();
