// Every refusal that Loki is known to make, and what a user is told of it.
import { describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { openAnswer } from "../../../../../electron/engine/sources/loki/failures";

const expr = '{app="é"}\n |= "x" | | y';
const asked = { name: "Prod", host: "h:3100", path: "/loki/api/v1/query_range", auth: "none" as const, expr };

function failureOf(body: string, { status = 400, contentType = "text/plain; charset=utf-8" } = {}) {
  try {
    openAnswer({ status, contentType, body }, asked);
  } catch (error) {
    return (error as AppError).failure;
  }
  throw new Error("it was taken for an answer");
}

describe("a mistake in the expression stands at its place", () => {
  test.each([
    {
      name: "counted in characters and not in bytes",
      text: "parse error at line 1, col 8: literal not terminated",
      message: "literal not terminated",
      at: '"',
    },
    {
      name: "on a later line",
      text: "parse error at line 2, col 11: syntax error: unexpected |",
      message: "syntax error: unexpected |",
      at: "|",
    },
    {
      name: "at the end",
      text: "parse error at line 2, col 13: syntax error: unexpected $end",
      message: "syntax error: unexpected end of the query",
      at: "y",
    },
    {
      name: "beyond the end",
      text: "parse error at line 7, col 99: syntax error: unexpected $end",
      message: "syntax error: unexpected end of the query",
      at: "",
    },
    {
      name: "of a stage, which is quoted",
      text: "parse error : stage '|= \"x\"' : error parsing regexp: missing closing ]: `[`",
      message: "stage '|= \"x\"' : error parsing regexp: missing closing ]: `[`",
      at: '|= "x"',
    },
    {
      name: "of the whole",
      text: "parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value.",
      message: "queries require at least one regexp or equality matcher that does not have an empty-compatible value.",
      at: expr,
    },
  ])("$name", ({ text, message, at }) => {
    const { kind, say, diagnostics } = failureOf(text);
    expect({ kind, say }).toEqual({ kind: "bad-query", say: `Prod refused the expression: ${message}` });
    const { from = 0, to = 0 } = diagnostics?.[0]?.place ?? {};
    expect(expr.slice(from, to)).toBe(at);
  });

  test("in what evaluating it shows, for the whole of it", () => {
    const text = `pipeline error: 'JSONParserErr' for series: '{app="x"}'.\nUse a label filter to intentionally skip this error.`;
    const { kind, say, diagnostics } = failureOf(text);
    expect(kind).toBe("bad-query");
    expect(say).toBe(
      'Prod could not evaluate the expression: some lines cannot be read that way (JSONParserErr); to leave them out, add | __error__="" after the parser.',
    );
    expect(diagnostics?.[0]?.place).toMatchObject({ from: 0, to: expr.length });
  });
});

test.each([
  {
    text: "no org id\n",
    status: 401,
    kind: "unauthorized",
    say: "Prod wants to know which tenant asks (401): add the header X-Scope-OrgID to the connection.",
  },
  {
    text: "max entries limit per query exceeded, limit > max_entries_limit_per_query (6000 > 5000)",
    kind: "bad-request",
    say: "Prod gives at most 5000 lines at once, and 6000 were asked for: ask for fewer.",
  },
  {
    text: "the query time range exceeds the limit (query length: 800h0m0s, limit: 30d1h)",
    kind: "bad-request",
    say: "Prod looks through at most 30d1h at once, and this is 800h0m0s: choose a shorter time.",
  },
  {
    text: "maximum number of series (500) reached for a single query; consider reducing query cardinality",
    kind: "bad-request",
    say: "Prod gives at most 500 series for one query: group them, as in sum by (app) (…), or narrow the selector.",
  },
  {
    text: "the query would read too many bytes (query: 1.2TiB, limit: 1TiB); consider adding more specific stream selectors",
    kind: "bad-request",
    say: "Prod reads at most 1TiB for one query, and this would be 1.2TiB: choose a shorter time or more labels.",
  },
  {
    text: "exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter",
    kind: "bad-request",
    say: "Prod gives at most 11,000 points per series: choose a larger step or a shorter time.",
  },
  {
    text: "rpc error: max concurrent tail requests limit exceeded, count > limit (11 > 10)",
    kind: "server-error",
    say: "Prod follows logs for at most 10 at once, and that many do already.",
    retry: true,
  },
  {
    text: "too many outstanding requests",
    status: 429,
    kind: "server-error",
    say: "Prod has too many queries waiting: try again in a moment, or choose a shorter time.",
    retry: true,
  },
  {
    text: "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    status: 500,
    kind: "timeout",
    say: "Prod gave up before it was through: choose a shorter time or more labels.",
    retry: true,
  },
  {
    text: "request timed out, decrease the duration of the request or add more label matchers (prefer exact match over regex match)",
    status: 504,
    kind: "timeout",
    say: "Prod gave up before it was through: choose a shorter time or more labels.",
    retry: true,
  },
  {
    text: "empty ring",
    status: 500,
    kind: "server-error",
    say: "Prod is not ready yet: a Loki needs some seconds after it was started.",
    retry: true,
  },
  {
    text: "the request was cancelled by the client",
    status: 499,
    kind: "server-error",
    say: "Prod or a proxy before it cancelled the query.",
    retry: true,
  },
  {
    text: "rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5 vs. 4)",
    status: 500,
    kind: "too-large",
    say: "The answer is larger than the parts of Prod may send to each other: ask for fewer lines.",
  },
])("“$text” is told with what to do", ({ text, status, kind, say, retry = false }) => {
  expect(failureOf(text, { status: status ?? 400 })).toEqual({ kind, say, retry });
});

test.each([
  {
    name: "a web page with 200",
    body: "<html><script>alert(1)</script>",
    status: 200,
    contentType: "text/html",
    say: /^h:3100 answered with a web page \(200\), not as Loki does: check the URL/,
  },
  {
    name: "JSON that is cut off",
    body: '{"status":"succ',
    status: 200,
    contentType: "application/json",
    say: /^Prod answered with JSON that is broken or cut off/,
  },
  {
    name: "404",
    body: "404 page not found\n",
    status: 404,
    contentType: "text/plain",
    say: /^h:3100 has nothing at \/loki\/api\/v1\/query_range \(404\): is Prod a Loki, and is a path prefix missing/,
  },
  {
    name: "401 of a proxy",
    body: "<html>Unauthorized",
    status: 401,
    contentType: "text/html",
    say: /^Prod asks who you are \(401\): choose/,
  },
  {
    name: "an unknown 400",
    body: "limit must be a positive value",
    status: 400,
    contentType: "text/plain",
    say: /^Prod refused the request: limit must be a positive value\.$/,
  },
  {
    name: "TLS that is asked without",
    body: "Client sent an HTTP request to an HTTPS server.",
    status: 400,
    contentType: "text/plain",
    say: /^Prod speaks TLS: its URL has to start with https:/,
  },
  {
    name: "an unknown 500",
    body: "it broke\u0007here",
    status: 500,
    contentType: "text/plain",
    say: /^Prod failed \(500\), saying “it broke here”\.$/,
  },
  {
    name: "an unknown 500 of a megabyte",
    body: "x".repeat(1_000_000),
    status: 500,
    contentType: "text/plain",
    say: /^Prod failed \(500\), saying “x{100}…”\.$/,
  },
])("$name is told for what it is", ({ say, ...answer }) => {
  expect(failureOf(answer.body, answer).say).toMatch(say);
});
