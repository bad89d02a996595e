import { expect, test } from "vitest";
import { traceAddress } from "../../../../../../renderer/pages/logs/detail/pivots/trace-address";

test.each([
  ["https://jaeger/trace/{trace}", "https://jaeger/trace/abc"],
  ["http://host:16686/search?traceID={trace}&x={trace}", "http://host:16686/search?traceID=abc&x=abc"],
  ["javascript:alert('{trace}')", undefined],
  ["file:///etc/{trace}", undefined],
  ["https://", undefined],
  ["https://jaeger/", undefined],
  [undefined, undefined],
])("a trace opens by the template %s", (template, expected) => expect(traceAddress(template, "abc")).toBe(expected));

test("an id cannot leave its place in the address", () => {
  expect(traceAddress("https://jaeger/trace/{trace}", "../../x?y#z")).toBe("https://jaeger/trace/..%2F..%2Fx%3Fy%23z");
});
