import { expect, test } from "vitest";
import { bodyRoom } from "../../../../../renderer/pages/dashboards/view/panel-room";

test("a panel without a title has the room of its head too", () => {
  expect(bodyRoom({ width: 600, height: 292 }, true)).toEqual({ width: 574, height: 244 });
  expect(bodyRoom({ width: 600, height: 292 }, false)).toEqual({ width: 574, height: 270 });
});
