import { expect, test } from "vitest";
import { nextStep, questionOf } from "../../../../../renderer/pages/traces/search/use-search";
import { firstSearch, readSearch } from "../../../../../renderer/pages/traces/url";

const moment = { key: "j service=a", source: "j", isAsked: true, isReturning: false, asked: undefined, hasFiles: false };
const asked = { key: "j service=a", source: "j" };
const other = { key: "j service=b", source: "j" };

test.each([
  { name: "a link with a question asks", parts: { isReturning: true }, step: "ask" },
  { name: "another question asks", parts: { asked: other }, step: "ask" },
  { name: "coming back to the same question asks nothing", parts: { isReturning: true, asked }, step: "none" },
  {
    name: "coming back to the bare page brings the results back",
    parts: { key: "j ", isAsked: false, isReturning: true, asked },
    step: "restore",
  },
  {
    name: "results of another server are not brought back",
    parts: { key: "k ", source: "k", isAsked: false, isReturning: true, asked },
    step: "clear",
  },
  { name: "going to the bare page from the results clears them", parts: { key: "j ", isAsked: false, asked }, step: "clear" },
  { name: "coming back to files keeps them", parts: { isReturning: true, hasFiles: true, asked: other }, step: "none" },
  { name: "files that were just opened stay", parts: { key: "j ", isAsked: false, hasFiles: true, asked }, step: "none" },
  { name: "a question in the place of files asks", parts: { hasFiles: true, asked: other }, step: "ask" },
])("$name", ({ parts, step }) => expect(nextStep({ ...moment, ...parts })).toBe(step));

test("how results are shown is no part of the question", () => {
  const address = readSearch(new URLSearchParams("source=j&service=a&list=table&sort=-spans&plot=0&min=5ms"));
  expect(questionOf(address)).toBe("service=a&min=5ms");
  expect(questionOf(firstSearch)).toBe("");
});
