import { describe, expect, test } from "vitest";
import { placeAt } from "../../../../renderer/components/logql-editor/cursor-place";

/** The place of the `‸` in a text. */
const at = (marked: string) => placeAt(marked.replace("‸", ""), marked.indexOf("‸"));

/** A place in a line: its kind, what is typed, and what else is known of it. */
function told(marked: string): string | undefined {
  const place = at(marked);
  if (!place) return undefined;
  const parts: string[] = [place.kind, JSON.stringify(place.typed)];
  if ("name" in place) parts.push(`${place.name} ${place.operator} ${place.quote ?? "unquoted"}`);
  if ("use" in place) parts.push(`for ${place.use}`);
  if ("selector" in place && place.selector !== undefined) parts.push(`of ${place.selector}`);
  if ("query" in place && place.query) parts.push(`of ${place.query.lines}${place.query.isParsed ? ", parsed" : ""}`);
  return parts.join(", ");
}

describe("in an expression", () => {
  test.each([
    { text: "‸", is: 'expression, ""' },
    { text: "ra‸", is: 'expression, "ra"' },
    { text: "sum(‸", is: 'expression, ""' },
    { text: "sum by (a) (ra‸", is: 'expression, "ra"' },
    { text: "topk(5, ‸", is: 'expression, ""' },
    { text: 'rate({a="b"}[5m]) / ra‸', is: 'expression, "ra"' },
    { text: 'rate({a="b"}[5m]) > bool ‸', is: 'expression, ""' },
    { text: "# an old query\nra‸", is: 'expression, "ra"' },
    { text: "sum ‸", is: 'behind-call, ""' },
    { text: 'sum(rate({a="b"}[5m])) b‸', is: 'behind-call, "b"' },
    { text: 'rate({a="b"} [5m] off‸', is: 'behind-call, "off"' },
    { text: 'rate({a="b"} |= "x" [‸', is: 'duration, ""' },
    { text: 'rate({a="b"} |= "x" [5‸])', is: 'duration, "5"' },
  ])("$text is $is", ({ text, is }) => expect(told(text)).toBe(is));
});

describe("in a selector", () => {
  test.each([
    { text: "{‸}", is: 'label-name, ""' },
    { text: "{ser‸", is: 'label-name, "ser"' },
    { text: '{a="b", se‸}', is: 'label-name, "se", of {a="b"}' },
    { text: '{a="b", ‸, c=~"d|e"} |= "x"', is: 'label-name, "", of {a="b", c=~"d|e"}' },
    { text: "{service ‸", is: 'label-operator, ""' },
    { text: "{service=‸", is: 'label-value, "", service = unquoted' },
    { text: "{service=ga‸", is: 'label-value, "ga", service = unquoted' },
    { text: '{service="ga‸"}', is: 'label-value, "ga", service = "' },
    { text: '{service="ga‸', is: 'label-value, "ga", service = "' },
    { text: "{service=~`ga‸`}", is: 'label-value, "ga", service =~ `' },
    { text: '{a="b", service!="ga‸te", c="d"}', is: 'label-value, "ga", service != ", of {a="b", c="d"}' },
    { text: '{a!="b", service="‸"}', is: 'label-value, "", service = "' },
    { text: '{a=~".*", service="‸"}', is: 'label-value, "", service = "' },
    { text: 'sum(rate({a="b", c="‸"} [5m]))', is: 'label-value, "", c = ", of {a="b"}' },
    { text: '{a="b" ‸', is: undefined },
    { text: '{"a‸', is: undefined },
  ])("$text is $is", ({ text, is }) => expect(told(text)).toBe(is));
});

describe("in a pipeline", () => {
  test.each([
    { text: '{a="b"} ‸', is: 'behind-stage, ""' },
    { text: '{a="b"} |‸', is: 'stage, "", of {a="b"}' },
    { text: '{a="b"} | js‸', is: 'stage, "js", of {a="b"}' },
    { text: '{a="b"} |= "x" | json | ‸', is: 'stage, "", of {a="b"} |= "x" | json, parsed' },
    { text: '{a="b"} |= "x‸"', is: undefined },
    { text: '{a="b"} |= ‸', is: undefined },
    { text: '{a="b"} |= "x" or "‸', is: undefined },
    { text: '{a="b"} |= "x" ‸', is: 'behind-stage, ""' },
    { text: '{a="b"} | json ‸', is: 'behind-stage, ""' },
    { text: '{a="b"} | json != "‸', is: undefined },
    { text: '{a="b"} | json x="y.z", ‸', is: 'behind-stage, ""' },
    { text: '{a="b"} | pattern "‸', is: undefined },
    { text: '{a="b"} | line_format "{{.x}}" ‸', is: 'behind-stage, ""' },
    { text: '{a="b"} | drop ‸', is: 'field, "", for name, of {a="b"}' },
    { text: '{a="b"} | logfmt | keep x, y‸', is: 'field, "y", for name, of {a="b"} | logfmt, parsed' },
    { text: '{a="b"} | label_format n‸', is: undefined },
    { text: '{a="b"} | label_format n=o‸', is: 'field, "o", for name, of {a="b"}' },
    { text: '{a="b"} | json | unwrap d‸', is: 'field, "d", for unwrap, of {a="b"} | json, parsed' },
    { text: '{a="b"} | json | unwrap duration(d‸', is: 'field, "d", for unwrap, of {a="b"} | json, parsed' },
  ])("$text is $is", ({ text, is }) => expect(told(text)).toBe(is));
});

describe("in a label filter", () => {
  const of = 'of {a="b"} | json, parsed';
  test.each([
    { text: '{a="b"} | json | dur‸', is: `stage, "dur", ${of}` },
    { text: '{a="b"} | json | dur ‸', is: 'field-operator, ""' },
    { text: '{a="b"} | json | dur >= ‸', is: 'field-value, "", dur >= unquoted, of {a="b"}' },
    { text: '{a="b"} | json | agent="da‸"', is: 'field-value, "da", agent = ", of {a="b"}' },
    { text: '{a="b"} | json | agent!~"da‸', is: 'field-value, "da", agent !~ ", of {a="b"}' },
    { text: '{a="b"} | json | dur > 5s ‸', is: 'behind-filter, ""' },
    { text: '{a="b"} | json | dur > 5s an‸', is: 'behind-filter, "an"' },
    { text: '{a="b"} | json | dur > 5s and ag‸', is: `field, "ag", for filter, ${of}` },
    { text: '{a="b"} | json | dur > 5s, ‸', is: `field, "", for filter, ${of}` },
    { text: '{a="b"} | json | (dur > 5s or ag‸', is: `field, "ag", for filter, ${of}` },
    { text: '{a="b"} | json | (dur > 5s) or ((ag‸', is: `field, "ag", for filter, ${of}` },
    { text: '{a="b"} | json | (dur > 5s or agent="x‸', is: 'field-value, "x", agent = ", of {a="b"}' },
    { text: '{a="b"} | json | x=ip("‸', is: undefined },
  ])("$text is $is", ({ text, is }) => expect(told(text)).toBe(is));
});

describe("in a grouping", () => {
  test.each([
    { text: 'sum by (‸) (rate({a="b"} | json [5m]))', is: 'grouping, "", of {a="b"} | json, parsed' },
    { text: 'sum(rate({a="b"} |= "x" [5m])) by (le‸', is: 'grouping, "le", of {a="b"} |= "x"' },
    { text: 'sum by (x, ‸) (sum_over_time({a="b"} | json | unwrap d [5m]))', is: 'grouping, "", of {a="b"} | json, parsed' },
    { text: 'rate({a="b"}[5m]) / on (‸) rate({c="d"}[5m])', is: 'grouping, "", of {c="d"}' },
    { text: "sum by (‸", is: 'grouping, ""' },
  ])("$text is $is", ({ text, is }) => expect(told(text)).toBe(is));
});

test.each(['{a="b"} # the ‸', '# ‸{a="b"}', '{a="#‸"}'])(
  "in a comment nothing is offered, in a value that looks like one it is: %s",
  (text) => expect(at(text)?.kind).toBe(text.includes('"#') ? "label-value" : undefined),
);

test("any cut of a query, and of any rubbish, has a place or none, and what is typed ends at the cursor", () => {
  const texts = [
    'sum by (level) (rate({service="gateway", x!~"`\\"y"} |~ `a"b` != "c" | json d="e.f" | (x > 5s or y="z") | unwrap bytes(n) [5m] offset 1h)) > 2',
    '}])({[|=!"`#\'\\ \n{{{((([[[ ]]]))) {a=~"b",,} | | || = == => by by (',
    '{a="\u202e\ud83d\ude00"} |= "\ud83d" | x',
  ];
  for (const text of texts) {
    for (let cursor = 0; cursor <= text.length; cursor++) {
      const place = placeAt(text, cursor);
      if (place) expect(text.slice(place.from, cursor), `${text.slice(0, cursor)}‸`).toBe(place.typed);
    }
  }
});

test("brackets nested twenty thousand deep have a place too", () => {
  const deep = `${"(".repeat(20_000)}sum by (`;
  expect(placeAt(deep, deep.length)?.kind).toBe("grouping");
  expect(placeAt(`${deep}x`, 10_000)?.kind).toBe("expression");
});
