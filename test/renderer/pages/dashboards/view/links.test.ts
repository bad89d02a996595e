import { expect, test } from "vitest";
import { hrefHere } from "../../../../../renderer/pages/dashboards/view/links";

test.each([
  { name: "the web", address: "https://example.org/a?b=c", href: "https://example.org/a?b=c" },
  { name: "this console", address: "#/alerts", href: "#/alerts" },
  {
    name: "a dashboard, as links of the field have it",
    address: "/d/abc-1/some-name?var-x=1",
    href: "#/dashboards/abc-1?var-x=1",
  },
  { name: "a script", address: "javascript:alert(1)", href: undefined },
  { name: "a script behind a control character", address: "\u0001java\tscript:alert(1)", href: undefined },
  { name: "data", address: "data:text/html,<script>alert(1)</script>", href: undefined },
  { name: "nothing", address: " ", href: undefined },
])("a link to $name opens $href", ({ address, href }) => {
  expect(hrefHere(address)).toBe(href);
});
