import { expect, test } from "vitest";
import { openableHref } from "#shared/dashboards/variables/openable";

test.each(["https://example.org/x?y=1", "http://a:3000", "HTTPS://A", "mailto:a@b.c", "#/dashboards/x", "/d/x", "d/x:y", "?a=b"])(
  "%s may be opened",
  (url) => expect(openableHref(url)).toBe(url),
);

test.each([
  "javascript:alert(1)",
  " JavaScript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:x",
  "",
  "  ",
])("%j may not", (url) => expect(openableHref(url)).toBeUndefined());
