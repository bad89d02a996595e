// The hash of a label set that Prometheus 3 builds into its servers: XXH64 over the labels, each text after its length.
import type { Labels } from "../../model/labels";
import { codeOf } from "../go-text";
import { compareTexts } from "./label-order";

/** The texts of a label set, sorted by name, one after the other. */
function encode(labels: Labels): Uint8Array {
  const bytes: number[] = [];
  for (const name of Object.keys(labels).sort(compareTexts)) {
    for (const text of [name, labels[name] ?? ""]) {
      const encoded = utf8(text);
      const { length } = encoded;
      // A length that does not fit into a byte stands in three after a full one.
      if (length < 255) bytes.push(length);
      else bytes.push(255, length & 255, (length >> 8) & 255, (length >> 16) & 255);
      for (const byte of encoded) bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = codeOf(character);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

export const hashOfLabels = (labels: Labels): bigint => xxHash64(encode(labels));

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => wrap((value << by) | (value >> (64n - by)));
const round = (sum: bigint, input: bigint): bigint => wrap(rotate(wrap(sum + input * prime2), 31n) * prime1);
const merge = (hash: bigint, sum: bigint): bigint => wrap((hash ^ round(0n, sum)) * prime1 + prime4);

/** XXH64 with seed 0 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md). */
export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = prime5;
  if (bytes.length >= 32) {
    let [one, two, three, four] = [wrap(prime1 + prime2), prime2, 0n, wrap(-prime1)];
    for (; at + 32 <= bytes.length; at += 32) {
      one = round(one, view.getBigUint64(at, true));
      two = round(two, view.getBigUint64(at + 8, true));
      three = round(three, view.getBigUint64(at + 16, true));
      four = round(four, view.getBigUint64(at + 24, true));
    }
    hash = wrap(rotate(one, 1n) + rotate(two, 7n) + rotate(three, 12n) + rotate(four, 18n));
    for (const sum of [one, two, three, four]) hash = merge(hash, sum);
  }
  hash = wrap(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) {
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4);
  }
  if (at + 4 <= bytes.length) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * prime1), 23n) * prime2 + prime3);
    at += 4;
  }
  for (; at < bytes.length; at++) hash = wrap(rotate(hash ^ wrap(BigInt(bytes[at] ?? 0) * prime5), 11n) * prime1);
  hash = wrap((hash ^ (hash >> 33n)) * prime2);
  hash = wrap((hash ^ (hash >> 29n)) * prime3);
  return hash ^ (hash >> 32n);
}
