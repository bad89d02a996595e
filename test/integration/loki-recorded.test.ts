// The recorded answers against a real Loki: they must have kept their shapes. With RECORD_LOKI=1 they are recorded anew.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pushTo } from "../support/loki/push";
import { recordedFolder, recordedLoki } from "../support/loki/recorded";
import { askLoki, linesToAskFor, lokiRequests } from "../support/loki/requests";
import { shapeOf } from "../support/loki/shape";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";

const found = findLoki();
const isRecording = process.env.RECORD_LOKI === "1";
const now = BigInt(Date.now()) * 1_000_000n;
const owner = `recorded-${Date.now()}`;
const requests = lokiRequests(owner, now);

suite("what was recorded of Loki", found ? [] : [neededForLoki], () => {
  let loki: Awaited<ReturnType<typeof startRealLoki>>;
  beforeAll(async () => {
    loki = await startRealLoki(found ?? { program: "loki" });
    await pushTo(loki.url, linesToAskFor(owner, now));
  });
  afterAll(() => loki?.stop());

  test.each(requests)("$name is still answered like that", async (request) => {
    const answer = await askLoki(loki.url, request);
    if (isRecording) write(request.name, { request, answer });
    expect(shapeOf(answer)).toEqual(shapeOf(recordedLoki(request.name).answer));
  });
});

function write(name: string, recorded: object): void {
  mkdirSync(recordedFolder, { recursive: true });
  writeFileSync(
    join(recordedFolder, `${name}.json`),
    `${JSON.stringify(recorded, undefined, 1).replaceAll(owner, "recorded")}\n`,
  );
}
