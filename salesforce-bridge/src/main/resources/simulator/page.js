// What all pages of the simulator share.

export const element = (id) => document.getElementById(id);

export function show(value, failed = false) {
  const area = element('response');
  area.textContent = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  area.classList.toggle('failed', failed);
}

// Calls one route and shows its answer. Gives the answer, or null where it is none or a failure.
export async function call(path, options = {}) {
  let answer;
  try {
    const response = await fetch(path, options);
    answer = await response.json();
  } catch (failure) {
    show(`No answer: ${failure.message}`, true);
    return null;
  }
  const good = answer.success !== false && answer.code === undefined;
  show(answer, !good);
  return good ? answer : null;
}

export const post = (path, body, headers = {}) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body ?? {}) });

// Runs an action of a button, which cannot be pressed again until it has ended.
export function onPress(id, action) {
  const button = element(id);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await action();
    } finally {
      button.disabled = false;
      document.dispatchEvent(new Event('state'));
    }
  });
}
