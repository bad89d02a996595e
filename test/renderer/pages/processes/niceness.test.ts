import { expect, test } from "vitest";
import { parseNice, reniceCommand } from "../../../../renderer/pages/processes/niceness";

test.each([
  { text: "7", nice: 7 },
  { text: " -20 ", nice: -20 },
  { text: "−5", nice: -5 },
  { text: "+3", nice: 3 },
  { text: "19", nice: 19 },
  { text: "20", nice: undefined },
  { text: "-21", nice: undefined },
  { text: "1.5", nice: undefined },
  { text: "", nice: undefined },
  { text: "low", nice: undefined },
])("the niceness '$text' is $nice", ({ text, nice }) => expect(parseNice(text)).toBe(nice));

test("what is done is shown as one would type it", () => {
  expect(reniceCommand(-5, 4131)).toBe("renice -n -5 -p 4131");
});
