import { expect, test } from "vitest";
import { parseCpuList } from "../../../../../electron/engine/collectors/kernel/cpu-list";

test.each([
  { text: "0-3\n", expected: [0, 1, 2, 3] },
  { text: "0-1,8,10-11\n", expected: [0, 1, 8, 10, 11] },
  { text: "7", expected: [7] },
  { text: "\n", expected: [] },
  { text: "(null)\n", expected: [] },
  { text: "3-1,-2,5-,x", expected: [] },
  { text: "0-99999999999", expected: [] },
])("the list of processors $text is $expected", ({ text, expected }) => expect(parseCpuList(text)).toEqual(expected));
