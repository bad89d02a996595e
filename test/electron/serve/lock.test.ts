import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runningPort, takeLock } from "../../../electron/serve/lock";

const now = Date.UTC(2026, 10, 21, 8);
/** No process has it: Linux ends at 4194304. */
const deadPid = 99_999_999;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchdeck-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const take = (instance: string) => takeLock(folder, { pid: process.pid, instance, now });
const writeLock = (content: object | string) =>
  writeFile(join(folder, "serve.lock"), typeof content === "string" ? content : JSON.stringify(content));

/** Something on a port that says which run of a console it is. */
async function listenAs(instance: string) {
  const server = createServer((_, answer) => answer.writeHead(401, { "Watchdeck-Instance": instance }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test("a lock says where its console listens, until it is released", async () => {
  const console = await listenAs("a");
  const lock = await take("a");
  expect(await runningPort(folder, now)).toBeUndefined();
  await lock.listening(console.port);
  expect(await runningPort(folder, now)).toBe(console.port);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
  console.close();
});

test("a second console is refused with the address of the first", async () => {
  const console = await listenAs("a");
  const lock = await take("a");
  await lock.listening(console.port);
  await expect(take("b")).rejects.toThrow(
    `A console (process ${process.pid}) already runs on this data folder, at http://127.0.0.1:${console.port}/; end it first, or choose another folder with --data-folder.`,
  );
  console.close();
});

test("a second console is refused while the first is starting", async () => {
  await take("a");
  await expect(take("b")).rejects.toThrow(
    `Another console (process ${process.pid}) is just starting on this data folder; try again in a moment.`,
  );
});

test.each([
  { name: "of a process that is gone", content: { pid: deadPid, instance: "a", startedAt: now, port: 7420 } },
  { name: "of a start that never came to listen", content: { pid: process.pid, instance: "a", startedAt: now - 60_000 } },
  { name: "whose process id another program has now", content: { pid: process.pid, instance: "a", startedAt: now, port: 1 } },
  { name: "that was cut off while it was written", content: '{"pid": 12' },
  { name: "that is empty", content: "" },
  { name: "of another shape", content: { pid: "12" } },
])("a lock $name is taken over", async ({ content }) => {
  await writeLock(content);
  expect(await runningPort(folder, now)).toBeUndefined();
  await (await take("b")).release();
  expect(await readdir(folder)).toEqual([]);
});

test("a lock whose port another console has now is taken over", async () => {
  const other = await listenAs("other");
  await writeLock({ pid: process.pid, instance: "a", startedAt: now, port: other.port });
  await expect(take("b")).resolves.toBeDefined();
  other.close();
});

test("of many that take over a dead console's lock, one gets it", async () => {
  await writeLock({ pid: deadPid, instance: "dead", startedAt: now, port: 7420 });
  const starts = await Promise.allSettled(["a", "b", "c", "d", "e"].map(take));
  expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a lock that somebody else has by now is not released", async () => {
  const lock = await take("a");
  await writeLock({ pid: process.pid, instance: "b", startedAt: now });
  await lock.release();
  expect(await readdir(folder)).toEqual(["serve.lock"]);
});
