// Server-sent events over fetch, because EventSource cannot send the headers that the chat API asks for.

// Puts events together from pieces of text, wherever those were cut (HTML standard, section 9.2.6).
export class EventParser {
  #rest = '';
  #sawReturn = false;
  #type = '';
  #data = [];
  #id;
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  feed(piece) {
    for (const character of piece) {
      if (character === '\n' && this.#sawReturn) {
        this.#sawReturn = false;
        continue;
      }
      this.#sawReturn = character === '\r';
      if (character === '\n' || character === '\r') {
        this.#line(this.#rest);
        this.#rest = '';
      } else {
        this.#rest += character;
      }
    }
  }

  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      return;
    }
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#type = value;
    } else if (field === 'data') {
      this.#data.push(value);
    } else if (field === 'id') {
      this.#id = value;
    }
  }

  #dispatch() {
    if (this.#data.length > 0) {
      this.#onEvent({ type: this.#type || 'message', id: this.#id, data: this.#data.join('\n') });
    }
    this.#type = '';
    this.#data = [];
    this.#id = undefined;
  }
}

// Keeps a stream open until close(), and resumes after the last event it gave out.
export class EventStream {
  #aborting = new AbortController();
  #lastId;

  constructor({ source, onEvent, onState }) {
    this.#run(source, onEvent, onState);
  }

  close() {
    this.#aborting.abort();
  }

  async #run(source, onEvent, onState) {
    let pause = 1000;
    while (!this.#aborting.signal.aborted) {
      try {
        await this.#connect(await source(), onEvent, () => {
          pause = 1000;
          onState(true, '');
        });
        onState(false, 'The stream ended');
      } catch (failure) {
        onState(false, this.#aborting.signal.aborted ? '' : failure.message);
        if (failure.final) {
          return;
        }
      }
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
        this.#aborting.signal.addEventListener('abort', resolve, { once: true });
      });
      pause = Math.min(pause * 1.5, 30000);
    }
  }

  async #connect(config, onEvent, onOpen) {
    const query = new URLSearchParams({ ...config.query_params, _ts: Date.now() });
    const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${config.access_token}`, 'X-Org-Id': config.org_id };
    const lastId = this.#lastId ?? config.last_event_id;
    if (lastId) {
      headers['Last-Event-Id'] = lastId;
    }
    const response = await fetch(`${config.sse_url}?${query}`, { headers, signal: this.#aborting.signal, cache: 'no-store' });
    if (!response.ok) {
      const refused = new Error(`The stream answered ${response.status}`);
      refused.final = response.status === 400 || response.status === 401 || response.status === 403 || response.status === 404;
      throw refused;
    }
    onOpen();
    const parser = new EventParser((event) => {
      if (event.id !== undefined && event.type !== 'ping') {
        this.#lastId = event.id;
      }
      onEvent(event);
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }
}
