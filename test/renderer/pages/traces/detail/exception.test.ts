import { expect, test } from "vitest";
import { exceptionOf } from "../../../../../renderer/pages/traces/detail/exception";
import { tag } from "./traces";

test.each([
  {
    name: "OpenTelemetry's",
    event: {
      name: "exception",
      tags: [
        tag("exception.type", "IOError"),
        tag("exception.message", "refused"),
        tag("exception.stacktrace", "at a\nat b"),
        tag("thread", "7"),
      ],
    },
    expected: {
      title: "IOError: refused",
      stack: "at a\nat b",
      keys: ["exception.type", "exception.message", "exception.stacktrace"],
    },
  },
  {
    name: "OpenTracing's",
    event: { name: "error", tags: [tag("error.kind", "Timeout"), tag("message", "after 2 s"), tag("stack", "x")] },
    expected: { title: "Timeout: after 2 s", stack: "x", keys: ["error.kind", "message", "stack"] },
  },
  {
    name: "one that only has its stack",
    event: { name: "exception", tags: [tag("exception.stacktrace", "x")] },
    expected: { title: "Exception", stack: "x", keys: ["exception.stacktrace"] },
  },
  { name: "a message that is none", event: { name: "cache", tags: [tag("message", "miss")] }, expected: undefined },
  { name: "an exception without a word", event: { name: "exception", tags: [] }, expected: undefined },
])("an exception is told in whole: $name", ({ event, expected }) => expect(exceptionOf({ atNs: 0, ...event })).toEqual(expected));

test("a stack of which only the beginning is here stays among the tags, where the whole can be asked for", () => {
  const event = {
    atNs: 0,
    name: "exception",
    tags: [tag("exception.type", "A"), tag("exception.stacktrace", "x", { wholeLength: 1e7 })],
  };
  expect(exceptionOf(event)).toEqual({ title: "A", keys: ["exception.type"] });
});
