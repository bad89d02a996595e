import { expect, test } from "vitest";
import {
  allowedAttributes,
  allowedTags,
  isOwnPicture,
  keptStyles,
  quieted,
  sanitizerConfig,
} from "../../../../renderer/panels/text/safe-html";

test("nothing that runs, loads, asks or frames is let through", () => {
  for (const tag of [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "link",
    "meta",
    "base",
    "video",
    "audio",
  ]) {
    expect(allowedTags).not.toContain(tag);
  }
});

test("no attribute runs anything, names an element for scripts, or wears the console's styles", () => {
  expect(
    allowedAttributes.filter(
      (name) => name.startsWith("on") || ["id", "name", "class", "srcdoc", "srcset", "action"].includes(name),
    ),
  ).toEqual([]);
  expect(sanitizerConfig).toMatchObject({ ALLOW_DATA_ATTR: false, ALLOW_UNKNOWN_PROTOCOLS: false });
});

test.each([
  {
    style: "color: red; text-align:center",
    kept: [
      { property: "color", value: "red" },
      { property: "text-align", value: "center" },
    ],
  },
  { style: "COLOR: rgb(1, 2, 3)", kept: [{ property: "color", value: "rgb(1, 2, 3)" }] },
  { style: "position: fixed; top: 0; z-index: 9", kept: [] },
  { style: "background-color: url(https://x/y)", kept: [] },
  { style: "background: url(https://x/y)", kept: [] },
  { style: "color: var(--ok)", kept: [] },
  { style: "color: red\\; position: fixed", kept: [] },
  { style: "width: expression(alert(1))", kept: [] },
  { style: "--accent: red", kept: [] },
  { style: "", kept: [] },
])("of the style “$style” it keeps $kept.length", ({ style, kept }) => expect(keptStyles(style)).toEqual(kept));

test.each([
  ["data:image/png;base64,iVBORw0KGgo=", true],
  ["data:image/svg+xml;base64,PHN2Zz4=", false],
  ["data:text/html,<script>", false],
  ["https://example.com/x.png", false],
  ["//example.com/x.png", false],
  ["", false],
])("%s is a picture in the text itself: %s", (source, isOwn) => expect(isOwnPicture(source)).toBe(isOwn));

test.each([
  ['<img src=x onerror="a()">', '<img src=x data-error="a()">'],
  ["<svg/onload=a()>", "<svg/data-load=a()>"],
  ["<p title='x'ONCLICK = a()>on = 5</p>", "<p title='x'data-CLICK = a()>on = 5</p>"],
  ['<BASE href="https://x">', '<x-base href="https://x">'],
  ["the light is on = 1", "the light is on = 1"],
])("reading %s gives no cause for complaint, and words stay", (html, expected) => expect(quieted(html)).toBe(expected));
