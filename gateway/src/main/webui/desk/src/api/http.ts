import { freshToken } from "./session";

/** A refusal as the services write it (RFC 9457), or the lack of an answer: then `status` is 0. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
    readonly trace: string | null = null,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

export interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined>;
  signal?: AbortSignal;
  anonymous?: boolean;
  idempotencyKey?: string;
  /** sent even while the page is being left */
  outlivesPage?: boolean;
}

function address(path: string, query: Call["query"]): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") asked.set(name, String(value));
  }
  const text = asked.toString();
  return `/api/v2/${path}${text ? `?${text}` : ""}`;
}

async function answer(path: string, call: Call, token: string | null): Promise<Response> {
  const headers: Record<string, string> = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (call.idempotencyKey) headers["Idempotency-Key"] = call.idempotencyKey;
  const isForm = call.body instanceof FormData;
  if (call.body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  const init: RequestInit = { method: call.method ?? "GET", headers, keepalive: call.outlivesPage ?? false };
  if (call.signal) init.signal = call.signal;
  if (call.body !== undefined) init.body = isForm ? (call.body as FormData) : JSON.stringify(call.body);
  try {
    return await fetch(address(path, call.query), init);
  } catch (failure) {
    if ((failure as Error).name === "AbortError") throw failure;
    throw new ApiError(0, "unreachable", "The server cannot be reached");
  }
}

async function problem(response: Response): Promise<ApiError> {
  const retry = Number(response.headers.get("Retry-After"));
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // an answer without words
  }
  const fields: Record<string, string> = {};
  const violations = (body.violations ?? body.fields ?? []) as { field?: string; message?: string }[];
  if (Array.isArray(violations)) {
    for (const one of violations) if (one.field) fields[one.field.split(".").pop() ?? one.field] = one.message ?? "";
  }
  // one setting of a channel is named by itself
  if (typeof body.setting === "string") fields[body.setting] = String(body.detail ?? "");
  const code = String(body.code ?? String(body.type ?? "").split(":").pop() ?? response.status);
  return new ApiError(
    response.status,
    code,
    String(body.detail ?? body.title ?? response.statusText),
    Number.isFinite(retry) && retry > 0 ? retry : null,
    response.headers.get("X-Request-Id"),
    fields,
  );
}

async function respond(path: string, call: Call): Promise<Response> {
  const token = call.anonymous ? null : await freshToken();
  let response = await answer(path, call, token);
  if (response.status === 401 && token) {
    const renewed = await freshToken(token);
    if (renewed) response = await answer(path, call, renewed);
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/** Calls `/api/v2/<path>`; fails with an ApiError. */
export async function api<T = void>(path: string, call: Call = {}): Promise<T> {
  const response = await respond(path, call);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Saves what the path answers as a file. */
export async function download(path: string, query: Call["query"], name: string): Promise<void> {
  const blob = await (await respond(path, { query })).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function isAway(failure: unknown): boolean {
  return failure instanceof ApiError && (failure.status === 0 || failure.status === 503 || failure.status === 502);
}

/** All pages of a list, at most `most` rows. */
export async function everything<T>(path: string, query: Call["query"] = {}, most = 2000): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: T[]; next_cursor: string | null } = await api(path, { query: { limit: 200, ...query, cursor } });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < most);
  return items;
}
