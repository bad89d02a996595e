import { expect, test } from "vitest";
import { buildTrace } from "#shared/traces/build/index";
import { findSpans } from "#shared/traces/find-spans";
import { tracesIn } from "#shared/traces/traces-in";
import { readText } from "../../support/traces/plain-spans";

const tag = (key: string, value: string) => ({ key, value: { stringValue: value } });
const span = (spanId: string, name: string, more: object = {}) => ({
  traceId: "abc",
  spanId,
  name,
  startTimeUnixNano: `148544919163987500${spanId}`,
  ...more,
});
const resource = (service: string, host: string) => ({ attributes: [tag("service.name", service), tag("host.name", host)] });

const { table } = readText(
  JSON.stringify({
    resourceSpans: [
      {
        resource: resource("frontend", "web-1"),
        scopeSpans: [
          {
            scope: { name: "io.http" },
            spans: [
              span("0", "GET /cart", { attributes: [tag("http.status_code", "500"), tag("db.statement", "select id=5 FROM Ä")] }),
              span("1", "render", { parentSpanId: "0", events: [{ name: "cache miss", attributes: [tag("key", "user:7")] }] }),
            ],
          },
        ],
      },
      {
        resource: resource("cart", "db (1)"),
        scopeSpans: [
          {
            spans: [
              span("2", "SELECT", { parentSpanId: "0", status: { code: 2, message: "deadlock found" } }),
              span("3", "COMMIT", { parentSpanId: "0", links: [{ traceId: "fff9", spanId: "77" }], droppedEventsCount: 1 }),
            ],
          },
        ],
      },
    ],
  }),
);
const built = buildTrace(table, tracesIn(table)[0]?.rows ?? new Uint32Array(0));
const foundIds = (words: string) =>
  [...findSpans(table, built, words)].map((position) => table.texts[table.spanId[built.row[position] as number] as number]);

test.each([
  { name: "an operation, in either case", words: "get /CART", ids: ["0"] },
  { name: "a service", words: "frontend", ids: ["0", "1"] },
  { name: "a part of a value", words: "FROM", ids: ["0"] },
  { name: "letters beyond ASCII in either case", words: "ä", ids: ["0"] },
  { name: "the name of a tag", words: "db.state", ids: ["0"] },
  { name: "a tag of the process", words: "web-1", ids: ["0", "1"] },
  { name: "an event, and its tags", words: "miss user:7", ids: ["1"] },
  { name: "the message of a status", words: "deadlock", ids: ["2"] },
  { name: "a warning", words: "left out", ids: ["3"] },
  { name: "a link", words: "fff9", ids: ["3"] },
  { name: "a library", words: "io.http", ids: ["0", "1"] },
  { name: "all words, wherever in the span each is", words: "cart select", ids: ["0", "2"] },
  { name: "signs that mean something in patterns", words: "(1)", ids: ["2", "3"] },
  { name: "a tag that is exactly so", words: "http.status_code=500", ids: ["0"] },
  { name: "no tag that only begins so", words: "http.status_code=50", ids: [] },
  { name: "a tag that is there", words: "HTTP.STATUS_CODE=", ids: ["0"] },
  { name: "a tag of the process by its value in quotes", words: 'host.name="db (1)"', ids: ["2", "3"] },
  { name: "a service as a tag", words: "service.name=cart", ids: ["2", "3"] },
  { name: "an operation as a tag", words: 'operation="get /cart"', ids: ["0"] },
  { name: "no operation that only has it in it", words: "operation=GET", ids: [] },
  { name: "a text that has a `=` in it", words: "id=5", ids: ["0"] },
  { name: "a text in quotes with blanks", words: '"cache miss"', ids: ["1"] },
  { name: "an open quote", words: '"cache mi', ids: ["1"] },
  { name: "the first thirty of very many words", words: `${"cart select ".repeat(15)}zebra`, ids: ["0", "2"] },
  { name: "nothing by no words", words: "  ", ids: [] },
  { name: "nothing where one word is missing", words: "cart zebra", ids: [] },
])("finds $name", ({ words, ids }) => {
  expect(foundIds(words)).toEqual(ids);
});
