// Everything that a real Loki was heard to say, through what reads it.
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { failureOf } from "../../../../../electron/engine/sources/loki/failures";
import {
  buildInfoSchema,
  detectedFieldsSchema,
  indexStatsSchema,
  namesSchema,
  queryAnswerSchema,
} from "../../../../../electron/engine/sources/loki/wire";
import { recordedFolder, recordedLoki } from "../../../../support/loki/recorded";

const all = readdirSync(recordedFolder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));

const schemas = [
  { path: /^query(_range)?$/, schema: queryAnswerSchema },
  { path: /^labels$|^label\//, schema: namesSchema },
  { path: /^index\/stats$/, schema: indexStatsSchema },
  { path: /^detected_fields$/, schema: detectedFieldsSchema },
  { path: /^status\/buildinfo$/, schema: buildInfoSchema },
];

describe("what was answered", () => {
  const answered = all.flatMap((name) => {
    const { request, answer } = recordedLoki(name);
    const schema = answer.status === 200 ? schemas.find(({ path }) => path.test(request.path))?.schema : undefined;
    return schema ? [{ name, schema, body: answer.body }] : [];
  });

  test.each(answered)("$name is read", ({ schema, body }) => expect(schema.safeParse(body).error?.issues).toBeUndefined());

  test("there is something to read", () => expect(answered.length).toBeGreaterThan(15));
});

/** Kind of failure, and where in the expression it lies. */
const refusals: Record<string, string> = {
  "index-stats-filter": "bad-query 1:1",
  "index-volume-filter": "bad-query 1:1",
  "patterns-off": "not-that-server",
  "query-lines": "bad-query 1:1",
  "query-range-direction": "bad-request",
  "query-range-ends-before-it-starts": "bad-request",
  "query-range-limit-no-number": "bad-request",
  "query-range-limit-too-high": "bad-request",
  "query-range-limit-zero": "bad-request",
  "query-range-metric-unreadable": "bad-query 1:1",
  "query-range-put": "not-that-server",
  "query-range-step-zero": "bad-request",
  "query-range-time": "bad-request",
  "query-range-too-long": "bad-request",
  "query-range-too-many-points": "bad-request",
  "query-range-wrong-empty": "bad-query 1:1",
  "query-range-wrong-half-filter": "bad-query 1:32",
  "query-range-wrong-matches-all": "bad-query 1:1",
  "query-range-wrong-no-matcher": "bad-query 1:1",
  "query-range-wrong-no-range": "bad-query 1:25",
  "query-range-wrong-no-text": "bad-query 1:23",
  "query-range-wrong-no-unwrap": "bad-query 1:1",
  "query-range-wrong-open-brace": "bad-query 1:18",
  "query-range-wrong-promql": "bad-query 1:1",
  "query-range-wrong-regexp": "bad-query 1:20",
  "tail-without-upgrade": "bad-request",
  "unknown-path": "not-that-server",
};

test("what was refused is told as what it is, a mistake in the expression at its place", () => {
  const refused = all.map((name) => ({ name, ...recordedLoki(name) })).filter(({ answer }) => answer.status !== 200);
  const told = refused.map(({ name, request: { path, params }, answer }) => {
    const asked = { name: "Logs", host: "loki:3100", path: `/loki/api/v1/${path}`, auth: "none" as const, expr: params?.query };
    const answered = { status: answer.status, contentType: answer.type ?? "", body: String(answer.body) };
    const { kind, diagnostics } = failureOf(answered, asked).failure;
    const place = diagnostics?.[0]?.place;
    return [name, place ? `${kind} ${place.line}:${place.column}` : kind];
  });
  expect(Object.fromEntries(told)).toEqual(refusals);
});
