// What a Loki's answer says when it is not the data. Its errors are one line of plain text, so they are told apart by how they
// begin; each gets the thing to do about it.
import { AppError, type Diagnostic, type FailureKind } from "#shared/model/failure";
import { placeOf } from "#shared/promql/diagnostics";
import type { HttpAnswer } from "../http/http-client";
import { type AskedPath, isJson, quote, statusFailure } from "../http/status-failure";
import { readParseError } from "./parse-error";

export interface Asked extends Omit<AskedPath, "server"> {
  /** The expression, where one was sent: parse errors point into it. */
  expr?: string | undefined;
}

/** The JSON of an answer that succeeded; every other answer throws. */
export function openAnswer(answer: HttpAnswer, asked: Asked): unknown {
  if (answer.status < 200 || answer.status >= 300 || !isJson(answer.contentType)) throw failureOf(answer, asked);
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    // The parser's message quotes the body; whose answer it is and that it is broken is what helps.
    const say = `${asked.name} answered with JSON that is broken or cut off (${answer.status}).`;
    throw new AppError({ kind: "not-that-server", say, retry: true }, { cause: error });
  }
}

export function failureOf(answer: HttpAnswer, asked: Asked): AppError {
  const isText = !isJson(answer.contentType) && !/html/i.test(answer.contentType);
  const text = answer.status >= 400 && isText ? answer.body.slice(0, 4000).trim() : "";
  if (text === "") return statusFailure(answer, { ...asked, server: "Loki" });
  return knownRefusal(text, asked) ?? unknownRefusal(answer, text, asked);
}

function unknownRefusal(answer: HttpAnswer, text: string, asked: Asked): AppError {
  // That it is asked without TLS is said in plain text, too.
  if (answer.status !== 400 || text.includes("HTTPS")) return statusFailure(answer, { ...asked, server: "Loki" });
  const said = quote(text, 300).replace(/\.$/, "");
  return new AppError({ kind: "bad-request", say: `${asked.name} refused the request: ${said}.` });
}

interface Refusal {
  text: RegExp;
  kind: FailureKind;
  /** `found` is what the expression above captured. */
  say(name: string, found: readonly string[]): string;
  /** Whether the same request may succeed later. */
  retry?: boolean;
}

const refusals: readonly Refusal[] = [
  {
    text: /^no org id/,
    kind: "unauthorized",
    say: (name) => `${name} wants to know which tenant asks (401): add the header X-Scope-OrgID to the connection.`,
  },
  {
    text: /max entries limit per query exceeded.*\((\d+) > (\d+)\)/,
    kind: "bad-request",
    say: (name, [asked, most]) => `${name} gives at most ${most} lines at once, and ${asked} were asked for: ask for fewer.`,
  },
  {
    text: /the query time range exceeds the limit \(query length: (\S+), limit: (\S+?)\)/,
    kind: "bad-request",
    say: (name, [length, most]) => `${name} looks through at most ${most} at once, and this is ${length}: choose a shorter time.`,
  },
  {
    text: /maximum (?:number|of) (?:of )?series \((\d+)\) reached/,
    kind: "bad-request",
    say: (name, [most]) =>
      `${name} gives at most ${most} series for one query: group them, as in sum by (app) (…), or narrow the selector.`,
  },
  {
    text: /the query would read too many bytes \(query: (.+?), limit: (.+?)\)/,
    kind: "bad-request",
    say: (name, [bytes, most]) =>
      `${name} reads at most ${most} for one query, and this would be ${bytes}: choose a shorter time or more labels.`,
  },
  {
    text: /exceeded maximum resolution of ([\d,]+) points/,
    kind: "bad-request",
    say: (name, [most]) => `${name} gives at most ${most} points per series: choose a larger step or a shorter time.`,
  },
  {
    text: /max concurrent tail requests limit exceeded.*\(\d+ > (\d+)\)/,
    kind: "server-error",
    say: (name, [most]) => `${name} follows logs for at most ${most} at once, and that many do already.`,
    retry: true,
  },
  {
    text: /max streams matchers per query exceeded.*\((\d+) > (\d+)\)/,
    kind: "bad-request",
    say: (name, [asked, most]) => `${name} allows at most ${most} label matchers in one query, and this has ${asked}.`,
  },
  {
    text: /too many outstanding requests/,
    kind: "server-error",
    say: (name) => `${name} has too many queries waiting: try again in a moment, or choose a shorter time.`,
    retry: true,
  },
  {
    text: /context deadline exceeded|request timed out|query timed out/,
    kind: "timeout",
    say: (name) => `${name} gave up before it was through: choose a shorter time or more labels.`,
    retry: true,
  },
  {
    text: /^(?:Ingester not ready|empty ring|.*too many unhealthy instances|.*at least \d+ live replicas required)/,
    kind: "server-error",
    say: (name) => `${name} is not ready yet: a Loki needs some seconds after it was started.`,
    retry: true,
  },
  {
    text: /the request was cancelled by the client/,
    kind: "server-error",
    say: (name) => `${name} or a proxy before it cancelled the query.`,
    retry: true,
  },
  {
    text: /received message larger than max/,
    kind: "too-large",
    say: (name) => `The answer is larger than the parts of ${name} may send to each other: ask for fewer lines.`,
  },
];

/** What a text of the server means, where that is known. */
export function knownRefusal(text: string, { name, expr }: Pick<Asked, "name" | "expr">): AppError | undefined {
  const mistake = expr === undefined ? undefined : mistakeIn(text, expr, name);
  if (mistake) {
    const { say, diagnostic } = mistake;
    return new AppError({ kind: "bad-query", say, diagnostics: [diagnostic] });
  }
  for (const { text: known, kind, say, retry = false } of refusals) {
    const found = known.exec(text);
    if (found)
      return new AppError({
        kind,
        say: say(
          name,
          found.slice(1).map((part) => quote(part, 60)),
        ),
        retry,
      });
  }
  return undefined;
}

/** What is wrong with the expression itself. */
function mistakeIn(text: string, expr: string, name: string): { say: string; diagnostic: Diagnostic } | undefined {
  const parse = readParseError(text, expr);
  if (parse) {
    const message = quote(parse.message, 500);
    return { say: `${name} refused the expression: ${message}`, diagnostic: { ...parse, message } };
  }
  const message = evaluationMistake(text);
  if (message === undefined) return undefined;
  const place = placeOf(expr, { from: 0, to: expr.length });
  return { say: `${name} could not evaluate the expression: ${message}`, diagnostic: { severity: "error", message, place } };
}

function evaluationMistake(text: string): string | undefined {
  const failed = /pipeline error: '(\w+)'/.exec(text)?.[1];
  if (failed !== undefined) {
    return `some lines cannot be read that way (${failed}); to leave them out, add | __error__="" after the parser.`;
  }
  if (
    text.startsWith("log queries are not supported as an instant query type") ||
    text.includes("only log selector is supported")
  )
    return "log lines are wanted where numbers are, or the other way round.";
  if (text.includes("only label matchers are supported")) return 'only a selector such as {app="api"} can be asked about here.';
  return undefined;
}

/** A Loki's refusal of one thing, and not of everything: older ones lack some endpoints, and some are switched off. */
export const isMissing = (error: unknown): boolean =>
  error instanceof AppError && ["not-found", "not-that-server", "not-supported"].includes(error.failure.kind);
