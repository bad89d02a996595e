import { expect, test } from "vitest";
import { bodyFor } from "../../../electron/shell/notice-body";

const hostile = 'disk <img src="http://example.com/x"> & <a href="x">more</a>';

test("on Linux a label's value cannot become markup", () =>
  expect(bodyFor("linux", hostile)).toBe('disk &lt;img src="http://example.com/x"&gt; &amp; &lt;a href="x"&gt;more&lt;/a&gt;'));

test.each(["darwin", "win32"] as const)("on %s the body is plain text and stays as it is", (platform) =>
  expect(bodyFor(platform, hostile)).toBe(hostile),
);
