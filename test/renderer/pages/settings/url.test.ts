import { expect, test } from "vitest";
import { readSection, sections } from "../../../../renderer/pages/settings/url";

test.each(sections)("a link opens the page at %s", (section) => {
  expect(readSection(new URLSearchParams({ section }))).toBe(section);
});

test.each(["", "section=", "section=__proto__"])("a link with %o opens the page at its top", (link) => {
  expect(readSection(new URLSearchParams(link))).toBeUndefined();
});
