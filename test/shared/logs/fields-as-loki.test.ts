// test/fixtures/logs/parsed-by-loki-3.7.8.json holds what `| json` and `| logfmt` of a real Loki 3.7.8 made of these lines, which
// were in a stream with the labels below and had `pod` as metadata.
import { expect, test } from "vitest";
import { extractedSuffix, fieldsOf } from "#shared/logs/fields";
import parsedByLoki from "../../fixtures/logs/parsed-by-loki-3.7.8.json" with { type: "json" };

const taken = ["owner", "run", "kind", "service", "service_name", "pod"];

test.each(parsedByLoki)("a field has the name and the value that Loki's parser gives it: $line", ({ line, parsed }) => {
  const found = fieldsOf(line).filter(({ isPassedOver }) => !isPassedOver);
  const named = found.map(({ name, value }) => [taken.includes(name) ? `${name}${extractedSuffix}` : name, value]);
  // To Loki an empty label is no label.
  expect(Object.fromEntries(named.filter(([, value]) => value !== ""))).toEqual(
    Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== "")),
  );
});
