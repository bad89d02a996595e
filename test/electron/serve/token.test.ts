import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOneTimeCodes } from "../../../electron/serve/one-time-codes";
import { isSameSecret, openToken, readToken } from "../../../electron/serve/token";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchdeck-token-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a token of 32 random bytes is made once and kept, for the user's eyes only", async () => {
  expect(await readToken(folder)).toBeUndefined();
  const token = await openToken(folder);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(await openToken(folder)).toBe(token);
  expect(await readToken(folder)).toBe(token);
  expect((await stat(join(folder, "token"))).mode & 0o777).toBe(0o600);
});

test("a token file that others could read is closed to them", async () => {
  await openToken(folder);
  await chmod(join(folder, "token"), 0o644);
  await openToken(folder);
  expect((await stat(join(folder, "token"))).mode & 0o777).toBe(0o600);
});

test.each(["", "short", "x".repeat(44), `${"x".repeat(42)}!`])(
  "a token file that holds %j is given a fresh one",
  async (content) => {
    await writeFile(join(folder, "token"), content);
    expect(await openToken(folder)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  },
);

test.each([
  { a: "same", b: "same", isSame: true },
  { a: "same", b: "samf", isSame: false },
  { a: "same", b: "same ", isSame: false },
  { a: "", b: "same", isSame: false },
])("$a and $b compare as $isSame", ({ a, b, isSame }) => expect(isSameSecret(a, b)).toBe(isSame));

test("a one-time code is good once, within its minute", () => {
  let now = 0;
  const codes = createOneTimeCodes(() => now);
  const [first, second] = [codes.issue(), codes.issue()];
  expect([codes.use("other"), codes.use(second), codes.use(second)]).toEqual([false, true, false]);
  now = 60_001;
  expect(codes.use(first)).toBe(false);
});
