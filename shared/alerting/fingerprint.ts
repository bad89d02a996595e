// Hashes over label sets, as Prometheus and Alertmanager make them: 64-bit FNV-1a in 16 hex digits.
import type { Labels } from "../model/labels";

// The 64 bits as four of 16 each, lowest first: products of those fit a JavaScript number, and BigInt takes ten times as long.
const offsetBasis = [0x2325, 0x8422, 0x9ce4, 0xcbf2] as const;
const separator = 0xff;

/** An alert's fingerprint, by which Alertmanager's API knows it. */
export function fingerprintOf(labels: Labels): string {
  const hash = createHash();
  for (const name of Object.keys(labels).sort(byBytes)) {
    hash.text(name);
    hash.byte(separator);
    hash.text(labels[name] ?? "");
    hash.byte(separator);
  }
  return hash.hex();
}

/** A short name for texts that are long, or many. */
export function hashOf(...texts: readonly string[]): string {
  const hash = createHash();
  for (const text of texts) {
    hash.text(text);
    hash.byte(separator);
  }
  return hash.hex();
}

function createHash() {
  let [a, b, c, d] = offsetBasis as readonly number[] as [number, number, number, number];

  /** The prime is 2^40 + 0x1b3. */
  function byte(value: number): void {
    a ^= value;
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + ((a << 8) & 0xffffff) + Math.floor(second / 65_536);
    const fourth = d * 0x1b3 + (b << 8) + Math.floor(third / 65_536);
    a = low & 0xffff;
    b = second & 0xffff;
    c = third & 0xffff;
    d = fourth & 0xffff;
  }

  return {
    byte,
    /** As UTF-8. */
    text(text: string): void {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code < 0x80) byte(code);
        else {
          const point = text.codePointAt(at) ?? 0;
          if (point > 0xffff) at++;
          if (point < 0x800) byte(0xc0 | (point >> 6));
          else {
            if (point > 0xffff) {
              byte(0xf0 | (point >> 18));
              byte(0x80 | ((point >> 12) & 0x3f));
            } else byte(0xe0 | (point >> 12));
            byte(0x80 | ((point >> 6) & 0x3f));
          }
          byte(0x80 | (point & 0x3f));
        }
      }
    },
    hex: () => [d, c, b, a].map((part) => part.toString(16).padStart(4, "0")).join(""),
  };
}

const byBytes = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
