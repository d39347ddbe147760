let last = 0;

/** A UUIDv7 that grows within this page, so that ids of one sender sort as they were made. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  last = Math.max(Date.now(), last + 1);
  let rest = last;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
