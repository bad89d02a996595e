import { describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import type { HttpAnswer } from "../../../../../electron/engine/sources/http/http-client";
import { type Asked, openEnvelope } from "../../../../../electron/engine/sources/prometheus/failures";
import { readParseError } from "../../../../../electron/engine/sources/prometheus/parse-error";
import { recorded, recordedVersions } from "../../../../support/recorded";

const asked: Asked = { name: "Prod", host: "prom.example", path: "/api/v1/query", auth: "none", expr: "up" };

function failureOf(answer: Partial<HttpAnswer>, rest: Partial<Asked> = {}) {
  try {
    return openEnvelope({ status: 200, contentType: "application/json", body: "", ...answer }, { ...asked, ...rest });
  } catch (error) {
    return (error as AppError).failure ?? error;
  }
}

describe.each(recordedVersions)("an error of Prometheus %s", (version) => {
  const failureFor = (name: string) => {
    const { answer, asked: parameters } = recorded(version, name);
    return failureOf(answer, { expr: parameters.get("query") ?? "" });
  };

  test("in the expression is a bad query that points at the place", () => {
    expect(failureFor("error-parse")).toEqual({
      kind: "bad-query",
      say: "Prod refused the expression: unexpected end of input inside braces",
      retry: false,
      diagnostics: [
        { severity: "error", message: "unexpected end of input inside braces", place: { from: 3, to: 3, line: 1, column: 4 } },
      ],
    });
    expect(failureFor("error-unknown-function")).toMatchObject({
      kind: "bad-query",
      diagnostics: [{ message: 'unknown function with name "nofunc"', place: { from: 0, to: 6, line: 1, column: 1 } }],
    });
    expect(failureFor("error-no-query")).toMatchObject({
      kind: "bad-query",
      say: "Prod refused the expression: no expression found in input",
    });
    expect(failureFor("error-range-type")).toMatchObject({ kind: "bad-query", diagnostics: [{ place: { from: 0, to: 6 } }] });
  });

  test("while evaluating is a bad query with the server's words", () => {
    expect(failureFor("error-execution")).toMatchObject({
      kind: "bad-query",
      say: expect.stringContaining("Prod could not evaluate the expression: found duplicate series for the match group {}"),
    });
  });

  test("in another parameter is a bad request with the server's words", () => {
    expect(failureFor("error-range-too-many")).toMatchObject({
      kind: "bad-request",
      say: expect.stringContaining("exceeded maximum resolution of 11,000 points"),
    });
    expect(failureFor("error-range-end-before")).toMatchObject({
      kind: "bad-request",
      say: expect.stringContaining("end timestamp must not be before start time"),
    });
    expect(failureFor("error-timeout")).toMatchObject({
      kind: "bad-request",
      say: expect.stringContaining('cannot parse "1ns"'),
    });
  });
});

test.each([
  { errorType: "timeout", status: 503, kind: "timeout", retry: true },
  { errorType: "canceled", status: 499, kind: "server-error", retry: true },
  { errorType: "internal", status: 500, kind: "server-error", retry: true },
  { errorType: "unavailable", status: 500, kind: "server-error", retry: true },
  { errorType: "not_found", status: 404, kind: "not-found", retry: false },
  { errorType: "not_acceptable", status: 406, kind: "not-supported", retry: false },
  { errorType: "something new", status: 500, kind: "server-error", retry: true },
])("the error type $errorType is $kind", ({ errorType, status, kind, retry }) => {
  const body = JSON.stringify({ status: "error", errorType, error: "the reason" });
  expect(failureOf({ status, body })).toMatchObject({ kind, retry, say: expect.stringMatching(/^Prod .*the reason$/) });
});

const html = { contentType: "text/html; charset=utf-8", body: "<!doctype html><title>Sign in</title><script>alert(1)</script>" };
const text = (body: string) => ({ contentType: "text/plain; charset=utf-8", body });

test.each<{ name: string; answer: Partial<HttpAnswer>; asked?: Partial<Asked>; kind: string; say: string }>([
  {
    name: "401 without a login",
    answer: { status: 401, ...text("Unauthorized\n") },
    kind: "unauthorized",
    say: "Prod asks who you are (401): choose Basic or Bearer authentication for this connection.",
  },
  {
    name: "401 with a login, in HTML",
    answer: { status: 401, ...html },
    asked: { auth: "basic" },
    kind: "unauthorized",
    say: "Prod refused the user name or the password (401).",
  },
  {
    name: "401 in Prometheus's own shape",
    answer: { status: 401, body: '{"status":"error","errorType":"bad_data","error":"no"}' },
    asked: { auth: "bearer" },
    kind: "unauthorized",
    say: "Prod refused the token (401).",
  },
  {
    name: "403 in words",
    answer: { status: 403, ...text("tenant not allowed\nstack") },
    kind: "unauthorized",
    say: "Prod does not allow this (403), saying “tenant not allowed”.",
  },
  {
    name: "403 in HTML, of which nothing is shown",
    answer: { status: 403, ...html },
    kind: "unauthorized",
    say: "Prod does not allow this (403).",
  },
  {
    name: "404",
    answer: { status: 404, ...text("404 page not found\n") },
    kind: "not-that-server",
    say: "prom.example has nothing at /api/v1/query (404): is Prod a Prometheus, and is a path prefix missing from its URL?",
  },
  {
    name: "429",
    answer: { status: 429, ...text("slow down") },
    kind: "server-error",
    say: "Prod takes no more requests just now (429), saying “slow down”.",
  },
  {
    name: "a proxy without its server",
    answer: { status: 502, ...html },
    kind: "unreachable",
    say: "The proxy at prom.example gets no answer from Prod (502).",
  },
  {
    name: "a server that starts",
    answer: { status: 503, ...text("Service Unavailable\n") },
    kind: "server-error",
    say: "Prod is not ready (503), saying “Service Unavailable”: it is starting, or overloaded.",
  },
  {
    name: "a web page",
    answer: { status: 200, ...html },
    kind: "not-that-server",
    say: "prom.example answered with a web page (200), not as Prometheus does: check the URL and its path prefix, and whether a login page is in the way.",
  },
  {
    name: "JSON of another program",
    answer: { status: 200, body: '{"secret":"x"}' },
    kind: "not-that-server",
    say: "prom.example is not a Prometheus: it answered JSON of another kind (200).",
  },
  {
    name: "plain text",
    answer: { status: 200, ...text(`ok\u0007${"y".repeat(200)}`) },
    kind: "not-that-server",
    say: `prom.example is not a Prometheus: it answered “ok ${"y".repeat(97)}…” (200).`,
  },
  {
    name: "JSON that is cut off",
    answer: { status: 200, body: '{"status":"success","da' },
    kind: "not-that-server",
    say: "Prod answered with JSON that is broken or cut off (200).",
  },
])("$name is told in words", ({ answer, asked, kind, say }) => {
  expect(failureOf(answer, asked)).toMatchObject({ kind, say });
});

test.each([
  { name: "counts columns in bytes", expr: '{a="é"} foo', error: "1:10: parse error: unexpected identifier", at: "foo" },
  { name: "counts lines from 1", expr: "sum(\n  rate(up)\n)", error: "2:8: parse error: expected type range vector", at: "up" },
  {
    name: "takes one character where no word starts",
    expr: "up ) x",
    error: "1:4: parse error: unexpected right parenthesis ')'",
    at: ")",
  },
  { name: "stays inside the expression", expr: "up", error: "9:99: parse error: unexpected end", at: "" },
])("a server's place $name", ({ expr, error, at }) => {
  const place = readParseError(error, expr)?.place;
  expect(expr.slice(place?.from, place?.to)).toBe(at);
});
