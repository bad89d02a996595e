import { expect, test } from "vitest";
import { destinationOf } from "../../../electron/shell/destination";

test.each([
  { name: "the console itself stays", address: "https://watchdeck.invalid/#/alerts", expected: "here" },
  { name: "a secure link goes to the browser", address: "https://prometheus.io/docs/", expected: "browser" },
  { name: "a plain link goes to the browser", address: "http://127.0.0.1:9090/graph", expected: "browser" },
  {
    name: "a name that only begins like ours goes to the browser",
    address: "https://watchdeck.invalid.example.com/",
    expected: "browser",
  },
  { name: "our name with a port of its own is not ours", address: "https://watchdeck.invalid:8443/", expected: "browser" },
  { name: "our name in the credentials is not ours", address: "https://watchdeck.invalid@example.com/", expected: "browser" },
  { name: "our name without TLS is not ours", address: "http://watchdeck.invalid/", expected: "browser" },
  { name: "a file goes nowhere", address: "file:///etc/passwd", expected: "nowhere" },
  { name: "a script goes nowhere", address: "javascript:alert(1)", expected: "nowhere" },
  { name: "a share goes nowhere", address: "smb://example.com/share", expected: "nowhere" },
  { name: "another app's scheme goes nowhere", address: "ms-msdt:/id", expected: "nowhere" },
  { name: "data goes nowhere", address: "data:text/html,hello", expected: "nowhere" },
  { name: "no address goes nowhere", address: "", expected: "nowhere" },
])("$name", ({ address, expected }) => expect(destinationOf(address)).toBe(expected));
