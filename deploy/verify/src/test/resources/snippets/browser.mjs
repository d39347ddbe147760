// Runs the three browser snippets of seed 003 as a page would: node browser.mjs BASE ACCOUNT, prints what happened as JSON.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const [base, account] = process.argv.slice(2);
const stored = new Map();
const statuses = [];
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });

define('localStorage', {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, String(value)),
});
define('navigator', { userAgent: 'Mozilla/5.0 (snippet)' });
const networkFetch = globalThis.fetch;
define('fetch', async (path, options) => {
  const response = await networkFetch(new URL(path, base), options);
  statuses.push(response.status);
  return response;
});

const run = (file) => vm.runInThisContext(readFileSync(new URL(file, import.meta.url), 'utf8'), file);

run('003-browser-uuid.js');
const first = stored.get('browser_uuid');
run('003-browser-uuid.js');
run('003-start-chat.js');
run('003-link-user.js');

const anonymous = await vm.runInThisContext('startChat')('Pertanyaan tentang izin usaha');
const email = `${account}@example.com`;
await vm.runInThisContext('linkUserOnLogin')(account, email);
const known = await vm.runInThisContext('startChat')('Izin saya', { isLoggedIn: true, ossUserId: account, email });

console.log(JSON.stringify({ kept: first === stored.get('browser_uuid'), browser: first, statuses, anonymous, known }));
