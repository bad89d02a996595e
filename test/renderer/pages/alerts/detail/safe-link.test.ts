import { expect, test } from "vitest";
import { safeLink } from "../../../../../renderer/pages/alerts/detail/safe-link";

test.each([
  { text: "https://runbooks.example.org/disk?x=1#y", href: "https://runbooks.example.org/disk?x=1#y" },
  { text: " http://10.0.0.1:9090/graph ", href: "http://10.0.0.1:9090/graph" },
  { text: "javascript:alert(1)", href: undefined },
  { text: "JAVASCRIPT://https://x", href: undefined },
  { text: "data:text/html,x", href: undefined },
  { text: "file:///etc/passwd", href: undefined },
  { text: "see https://example.org", href: undefined },
  { text: "https://example.org and more", href: undefined },
  { text: "//example.org", href: undefined },
  { text: "https://", href: undefined },
  { text: "", href: undefined },
])("$text opens $href", ({ text, href }) => expect(safeLink(text)).toBe(href));
