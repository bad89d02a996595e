import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { hashOfLabels, xxHash64 } from "#shared/promql/evaluate/label-hash";

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  { name: "nothing", text: "", hash: 0xef46db3751d8e999n },
  { name: "a byte", text: "a", hash: 0xd24ec4f1a98c6e5bn },
  { name: "three bytes", text: "abc", hash: 0x44bc2cf5ad770999n },
  {
    name: "more than a stripe",
    text: "Call me Ishmael. Some years ago--never mind how long precisely-",
    hash: 0x02a2e85470d6fd96n,
  },
])("the hash of $name is that of XXH64", ({ text, hash }) => expect(xxHash64(ascii(text))).toBe(hash));

// The numbers were printed by Prometheus 3.5's own labels package.
test.each<{ name: string; labels: Labels; hash: bigint }>([
  { name: "no labels", labels: {}, hash: 17241709254077376921n },
  { name: "one label", labels: { a: "b" }, hash: 16273691451497933585n },
  {
    name: "labels in another order",
    labels: { job: "api-server", __name__: "http_requests", instance: "0", group: "production" },
    hash: 1744331236799518182n,
  },
  { name: "a value longer than a byte can say", labels: { a: "x".repeat(300) }, hash: 8301386041670035979n },
  { name: "a value of the first length that needs more than a byte", labels: { a: "x".repeat(255) }, hash: 7843869350762009678n },
  { name: "letters of other alphabets", labels: { é: "日本", z: "😀" }, hash: 7440911681050042565n },
])("the hash of $name is Prometheus's", ({ labels, hash }) => expect(hashOfLabels(labels)).toBe(hash));
