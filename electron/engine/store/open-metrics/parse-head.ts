// The first part of a sample's line: which series it is of. Written as `name{label="value"}`, or with quotes around names that hold
// more than letters, as Prometheus 3 does: `{"the.name","the label"="value"}`.
import type { Labels } from "#shared/model/labels";
import { TextFault } from "./fault";

const bareName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const bareLabel = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const spaces = /[ \t]*/y;

export interface Head {
  labels: Labels;
  /** Where in the line it ends. */
  end: number;
}

/** Empty labels are left out, for they mean none; so is one called `__proto__`. */
export function parseHead(text: string, line: number): Head {
  const labels = new Map<string, string>();
  let at = 0;

  const fail = (message: string, where = at): never => {
    throw new TextFault(message, line, where + 1);
  };
  const found = () => (at < text.length ? `found ${JSON.stringify(text[at])}` : "the line ends");
  function read(pattern: RegExp): string {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0] ?? "";
    at += match.length;
    return match;
  }

  function quoted(): string {
    const start = at++;
    let value = "";
    for (;;) {
      const character = text[at++];
      if (character === undefined) fail('this text has no closing quote (")', start);
      if (character === '"') return value;
      value += character === "\\" ? escaped() : character;
    }
  }

  function escaped(): string {
    const character = text[at++];
    if (character === "n") return "\n";
    if (character === "\\" || character === '"') return character;
    return fail('after a backslash comes \\, " or n; a backslash itself is written \\\\', at - 2);
  }

  function put(name: string, value: string, where: number): void {
    if (labels.has(name)) fail(name === "__name__" ? "this series has two names" : `the label ${name} is there twice`, where);
    labels.set(name, value);
  }

  function pair(): void {
    const start = at;
    const isQuoted = text[at] === '"';
    const name = isQuoted ? quoted() : read(bareLabel);
    if (name === "" && !isQuoted) fail(`expected the name of a label, ${found()}`);
    read(spaces);
    if (isQuoted && (text[at] === "," || text[at] === "}")) {
      put("__name__", name, start);
      return;
    }
    if (name === "") fail("a label needs a name", start);
    if (text[at] !== "=") fail(`expected = after the label ${name}, ${found()}`);
    at++;
    read(spaces);
    if (text[at] !== '"') fail(`expected the value of ${name} in quotes ("), ${found()}`);
    put(name, quoted(), start);
  }

  const name = read(bareName);
  if (name !== "") put("__name__", name, 0);
  else if (text[at] !== "{") fail(`expected the name of a metric, ${found()}`);
  if (text[at] === "{") {
    at++;
    read(spaces);
    while (text[at] !== "}") {
      pair();
      read(spaces);
      if (text[at] !== "," && text[at] !== "}") fail(`expected , or } after a label, ${found()}`);
      if (text[at] === ",") at++;
      read(spaces);
    }
    at++;
  }
  if (!labels.get("__name__")) fail("this series has no name", 0);
  const pairs = [...labels].filter(([label, value]) => value !== "" && label !== "__proto__");
  return { labels: Object.freeze(Object.fromEntries(pairs)), end: at };
}
