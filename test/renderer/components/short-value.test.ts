import { expect, test } from "vitest";
import { shortValue } from "../../../renderer/components/short-value";

test.each([
  { text: "0.07123456", shown: "0.07123" },
  { text: "85", shown: "85" },
  { text: "-1.5", shown: "-1.5" },
  { text: "999999", shown: "1000000" },
  { text: "3410000000", shown: "3.41\u00a0G" },
  { text: "NaN", shown: "NaN" },
  { text: "+Inf", shown: "+Inf" },
])("$text is shown as $shown", ({ text, shown }) => expect(shortValue(text)).toBe(shown));
