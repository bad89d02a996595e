import { expect, test } from "vitest";
import type { Diagnostic } from "#shared/model/failure";
import { untoldDiagnostics } from "../../../renderer/components/untold-diagnostics";

const at = (line: number, message: string): Diagnostic => ({
  severity: "error",
  message,
  place: { from: line, to: line + 1, line, column: 21 },
});

test.each([
  { name: "names the only mistake itself", say: "1:21: expected a duration", messages: ["expected a duration"], left: [] },
  {
    name: "names the first of several alike",
    say: "rules.yml has 3 errors; the first is in line 1: expected a duration.",
    messages: ["expected a duration", "expected a duration", "unknown function"],
    left: [2, 3],
  },
  { name: "names none of them", say: "rules.yml could not be read.", messages: ["expected a duration"], left: [1] },
  { name: "has none to name", say: "It failed.", messages: [], left: [] },
])("of a sentence that $name, the rest is listed", ({ say, messages, left }) => {
  const diagnostics = messages.map((message, index) => at(index + 1, message));
  expect(untoldDiagnostics({ say, diagnostics }).map(({ place }) => place.line)).toEqual(left);
});
