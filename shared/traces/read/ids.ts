// Ids of traces and spans, as hexadecimal digits in small letters, as many as were sent.

const hex = /^[0-9a-f]*$/;
const capitals = /[A-Z]/;
const base64 = /^(?:[A-Za-z0-9+/]{11}=?|[A-Za-z0-9+/]{22}(?:==)?)$/;

/** What is longer is no id; it would go into addresses and lists all the same. */
export const longestId = 256;

/** An id in hexadecimal digits; something else stays what it is, as long as there is something. */
export function idOf(value: unknown): string {
  if (typeof value === "string" && value.length > longestId) return value.slice(0, longestId).trim().toLowerCase();
  if (typeof value === "string") return capitals.test(value) ? value.trim().toLowerCase() : value.trim();
  return typeof value === "number" ? String(value) : "";
}

/** OpenTelemetry's ids are hexadecimal, but some write bytes as Protocol Buffers' JSON does: in base64. */
export function otlpIdOf(value: unknown): string {
  if (typeof value !== "string" || hex.test(value)) return idOf(value);
  return base64.test(value) && !isHexOfEitherCase(value) ? hexOfBase64(value) : idOf(value);
}

const isHexOfEitherCase = (text: string) => /^[0-9a-fA-F]*$/.test(text);

/** A parent's id: none where it is all zeros. */
export const parentIdOf = (id: string): string => (/^0+$/.test(id) ? "" : id);

/** Ids of different lengths name the same when they differ in leading zeros only. */
export const paddedId = (id: string): string => id.padStart(32, "0");

const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function hexOfBase64(text: string): string {
  let digits = "";
  let bits = 0;
  let value = 0;
  for (const sign of text) {
    const six = signs.indexOf(sign);
    if (six === -1) break;
    value = (value << 6) | six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    digits += ((value >> bits) & 0xff).toString(16).padStart(2, "0");
    value &= (1 << bits) - 1;
  }
  return digits;
}
