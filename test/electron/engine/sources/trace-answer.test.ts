import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import type { HttpPieces } from "../../../../electron/engine/sources/http/http-client";
import { jsonPieces, mayBeJson, wholeTraces } from "../../../../electron/engine/sources/trace-answer";

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** An answer of these pieces, which may end badly; `left` is whether its reader said that it is done with it. */
function answerOf(texts: readonly string[], end?: AppError) {
  const seen = { left: false };
  async function* pieces() {
    try {
      for (const text of texts) yield bytesOf(text);
      if (end) throw end;
    } finally {
      seen.left = true;
    }
  }
  const answer: HttpPieces = { status: 200, contentType: "text/plain", totalBytes: 9, pieces: pieces() };
  return { answer, seen };
}

describe("what begins as JSON passes through", () => {
  test.each([["{", "}"], [" \r\n\t[", "]"], ["\uFEFF{}"]])("%j", async (...texts) => {
    const found = await jsonPieces(answerOf(texts).answer);
    if (!("pieces" in found)) throw new Error("it was refused");
    const all = [];
    for await (const piece of found.pieces) all.push(piece);
    expect(all).toEqual(texts.map((text) => ({ bytes: bytesOf(text), totalBytes: 9 })));
  });
});

test.each([["<!doctype html>"], [""], ["null"], ["404 page not found"]])(
  "%j is not taken for JSON, and the rest of it is not read",
  async (text) => {
    const { answer, seen } = answerOf(text === "" ? [] : [text, "more"]);
    expect(await jsonPieces(answer)).toEqual({ instead: { status: 200, contentType: "text/plain", body: text } });
    expect(seen.left).toBe(true);
  },
);

test("an answer that nobody begins to read can be let go", async () => {
  const { answer, seen } = answerOf(["{", "}"]);
  const found = await jsonPieces(answer);
  if ("pieces" in found) await found.pieces.return?.();
  expect(seen.left).toBe(true);
});

test.each([
  { status: 200, contentType: "application/json", is: true },
  { status: 200, contentType: "text/plain; charset=utf-8", is: true },
  { status: 200, contentType: "", is: true },
  { status: 200, contentType: "text/html; charset=utf-8", is: false },
  { status: 404, contentType: "application/json", is: false },
  { status: 302, contentType: "", is: false },
])("an answer $status of $contentType may be the wanted one: $is", ({ is, ...head }) => expect(mayBeJson(head)).toBe(is));

async function partsOf(end?: AppError) {
  const found = await jsonPieces(answerOf(["{"], end).answer);
  if (!("pieces" in found)) throw new Error("it was refused");
  const parts: unknown[] = [];
  for await (const part of wholeTraces(found.pieces, "A tip.")) parts.push(part);
  return parts;
}

test("a tip stands before the traces", async () => {
  expect(await partsOf()).toEqual([
    { kind: "warning", say: "A tip." },
    { kind: "bytes", bytes: bytesOf("{") },
  ]);
});

test("of more traces than are read, those that came are kept, and that there are more is said", async () => {
  const parts = await partsOf(new AppError({ kind: "too-large", say: "Too large." }));
  expect(parts.slice(1)).toEqual([
    { kind: "bytes", bytes: bytesOf("{") },
    { kind: "warning", say: "The traces found have more than 256 MiB: the rest of them is not listed; ask for fewer." },
  ]);
});

test("any other end in the middle is a failure", async () => {
  await expect(partsOf(new AppError({ kind: "timeout", say: "Too late." }))).rejects.toThrow("Too late.");
});
