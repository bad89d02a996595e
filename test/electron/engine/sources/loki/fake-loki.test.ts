// The fake Loki beside what was recorded of a real one: other tests believe it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeLoki, startFakeLoki } from "../../../../support/loki/fake-loki";
import { recordedLoki } from "../../../../support/loki/recorded";
import { askLoki, linesToAskFor, lokiRequests } from "../../../../support/loki/requests";
import { shapeOf } from "../../../../support/loki/shape";

const now = 1_795_310_000_000_000_000n;
let loki: FakeLoki;
beforeAll(async () => {
  loki = await startFakeLoki({ now: () => now });
  loki.push(linesToAskFor("recorded", now));
});
afterAll(() => loki.close());

test.each(lokiRequests("recorded", now))("$name is answered as the real one does", async (request) => {
  expect(shapeOf(await askLoki(loki.url, request))).toEqual(shapeOf(recordedLoki(request.name).answer));
});

test("before version 3 there are no categories, detected fields and levels, nor names of services", async () => {
  const old = await startFakeLoki({ now: () => now, version: "2.9" });
  old.push(linesToAskFor("recorded", now));
  const ask = (name: string) => {
    const request = lokiRequests("recorded", now).find((each) => each.name === name);
    if (!request) throw new Error(`there is no request ${name}`);
    return askLoki(old.url, request);
  };
  const plain = await ask("query-range-plain");
  expect(await ask("query-range-categorized")).toEqual(plain);
  expect(JSON.stringify(plain.body)).not.toMatch(/service_name|detected_level|trace_id/);
  expect((await ask("detected-fields")).status).toBe(404);
  await old.close();
});
