import { beforeEach, expect, test } from "vitest";
import { newDashboard } from "#shared/dashboards/change/new-dashboard";
import { createDraftKeeper } from "../../../../../renderer/pages/dashboards/edit/draft-keeper";
import type { OpenDashboard } from "../../../../../renderer/pages/dashboards/store";

const saved = newDashboard("uid", "Saved");
const at = (title: string, more: Partial<OpenDashboard> = {}): OpenDashboard => ({
  dashboard: title === "Saved" ? saved : { ...saved, title },
  saved,
  row: {} as OpenDashboard["row"],
  revision: "r1",
  past: [],
  future: [],
  isEditing: true,
  ...more,
});

let kept: string[];
let timer: (() => void) | undefined;
let keeper: ReturnType<typeof createDraftKeeper>;
const pass = () => {
  const run = timer;
  timer = undefined;
  run?.();
};

beforeEach(() => {
  kept = [];
  timer = undefined;
  keeper = createDraftKeeper({
    keep: ({ uid, dashboard, revision }) => kept.push(dashboard ? `${uid} ${dashboard.title} ${revision}` : `${uid} forgotten`),
    after: (_, run) => {
      timer = run;
      return () => {
        timer = undefined;
      };
    },
  });
});

test("the newest of many changes is kept, once the pause is over", () => {
  keeper.follow(at("T"));
  keeper.follow(at("Tw"));
  keeper.follow(at("Two"));
  expect(kept).toEqual([]);
  pass();
  expect(kept).toEqual(["uid Two r1"]);
  expect(timer).toBeUndefined();
});

test("with nothing unsaved the draft is forgotten, and one that was never kept is not", () => {
  keeper.follow(at("Two"));
  keeper.follow(at("Saved"));
  expect([kept, timer]).toEqual([[], undefined]);
  keeper.follow(at("Two"));
  pass();
  keeper.follow(at("Saved"));
  expect(kept).toEqual(["uid Two r1", "uid forgotten"]);
});

test("a draft that waits to be decided on is not written over", () => {
  keeper.follow(at("Two", { draft: { dashboard: saved, savedAt: 0 } }));
  pass();
  expect(kept).toEqual([]);
});

test("what is waiting is kept at once when the window goes, or another dashboard comes", () => {
  keeper.follow(at("Two"));
  keeper.flush();
  expect(kept).toEqual(["uid Two r1"]);
  keeper.follow(at("Three"));
  keeper.follow(at("Other", { dashboard: newDashboard("other", "Other"), saved: newDashboard("other", "Other") }));
  expect(kept).toEqual(["uid Two r1", "uid Three r1"]);
  keeper.flush();
  expect(kept).toHaveLength(2);
});

test("what is kept already is not kept again", () => {
  const two = at("Two");
  keeper.follow(two);
  pass();
  keeper.follow({ ...two, isEditing: false });
  pass();
  expect(kept).toEqual(["uid Two r1"]);
});
