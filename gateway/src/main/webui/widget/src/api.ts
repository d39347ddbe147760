/** The visitor's routes of the gateway. */
export interface Started {
  session_id: string;
  session_token: string;
  status: string;
  expires_at?: string;
}

export interface Place {
  status: string;
  position: number | null;
  ahead: number;
  estimate: { low_seconds: number; high_seconds: number } | null;
  staffed: boolean | null;
  open: boolean | null;
  closed_text: string | null;
  next_open_at: string | null;
}

export interface Uploaded {
  url: string;
  name: string;
  content_type: string;
  size: number;
}

export interface StartRequest {
  company: string;
  browser_uuid: string;
  topic: string;
  person_name?: string;
  email?: string;
  phone?: string;
  oss_user_id?: string;
  company_name?: string;
}

/** Why something was not done; `status` 0 means that no answer came. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number,
  ) {
    super(message);
  }

  /** Whether the same may work a little later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  constructor(private readonly server: string) {}

  start(request: StartRequest, key: string): Promise<Started> {
    return this.json("POST", "/api/public/chat/start", request, { "Idempotency-Key": key });
  }

  place(session: string, token: string): Promise<Place> {
    return this.ofSession("GET", session, "/position", token);
  }

  close(session: string, token: string, reason: string): Promise<unknown> {
    return this.ofSession("POST", session, "/close", token, { reason });
  }

  rate(session: string, token: string, rating: number, feedback: string): Promise<unknown> {
    return this.ofSession("POST", session, "/rating", token, { rating, ...(feedback ? { feedback } : {}) });
  }

  contact(session: string, token: string, name: string, email: string): Promise<unknown> {
    const request = { session_id: session, contact_name: name, contact_email: email };
    return this.json("POST", "/api/chat/contact", request, bearer(token));
  }

  /** Number, times and rating of the conversation. */
  detail(session: string, token: string): Promise<any> {
    return this.json("GET", `/api/v2/chat/conversations/${session}`, undefined, bearer(token));
  }

  async transcript(session: string, token: string): Promise<Blob> {
    const answer = await this.call(`/api/public/chat/session/${session}/transcript?format=html`, {
      headers: bearer(token),
    });
    return answer.blob();
  }

  /** `fetch` tells nothing of how far an upload has come. */
  upload(session: string, token: string, file: File, progress: (percent: number) => void): Promise<Uploaded> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `${this.server}/api/public/chat/upload`);
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.responseType = "json";
      request.upload.onprogress = (event) => progress(Math.floor((100 * event.loaded) / Math.max(1, event.total)));
      request.onerror = request.onabort = () => reject(new Refused(0, "offline", "offline", 0));
      request.onload = () =>
        request.status < 300
          ? resolve(request.response.data)
          : reject(refusal(request.status, request.response, request.getResponseHeader("Retry-After")));
      const form = new FormData();
      form.append("session_id", session);
      form.append("file", file, file.name);
      request.send(form);
    });
  }

  private ofSession(method: string, session: string, path: string, token: string, body?: object): Promise<any> {
    return this.json(method, `/api/public/chat/session/${session}${path}`, body, bearer(token));
  }

  private async json(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<any> {
    const answer = await this.call(path, {
      method,
      headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const said = await answer.json();
    return said.success && said.data ? said.data : said;
  }

  private async call(path: string, init: RequestInit): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(this.server + path, { credentials: "omit", ...init });
    } catch {
      throw new Refused(0, "offline", "offline", 0);
    }
    if (!answer.ok) {
      throw refusal(answer.status, await answer.json().catch(() => null), answer.headers.get("Retry-After"));
    }
    return answer;
  }
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

function refusal(status: number, said: any, retryAfter: string | null): Refused {
  return new Refused(status, said?.code ?? "", said?.error ?? said?.message ?? String(status), Number(retryAfter ?? 0));
}
