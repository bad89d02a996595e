import { expect, test } from "vitest";
import { isPermitted } from "../../../electron/shell/permissions";

test.each([
  { name: "our pages may show notifications", permission: "notifications", origin: "https://watchdeck.invalid/", expected: true },
  { name: "our pages may not see the camera", permission: "media", origin: "https://watchdeck.invalid/", expected: false },
  {
    name: "our pages may not read the clipboard",
    permission: "clipboard-read",
    origin: "https://watchdeck.invalid/",
    expected: false,
  },
  {
    name: "another page may not show notifications",
    permission: "notifications",
    origin: "https://example.com/",
    expected: false,
  },
  { name: "a page without an origin may not", permission: "notifications", origin: "", expected: false },
])("$name", ({ permission, origin, expected }) => expect(isPermitted(permission, origin)).toBe(expected));
