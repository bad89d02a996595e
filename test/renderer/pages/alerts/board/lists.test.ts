import { expect, test } from "vitest";
import type { Standing } from "../../../../../renderer/components/alert-words";
import { countLists, isInList } from "../../../../../renderer/pages/alerts/board/lists";
import type { BoardList } from "../../../../../renderer/pages/alerts/url";

test.each<{ standing: Standing; lists: BoardList[] }>([
  { standing: "firing", lists: ["firing", "all"] },
  { standing: "unknown", lists: ["firing", "unknown", "all"] },
  { standing: "pending", lists: ["pending", "all"] },
  { standing: "muted", lists: ["silenced", "all"] },
  { standing: "acknowledged", lists: ["acknowledged", "all"] },
  { standing: "resolved", lists: ["resolved"] },
])("what is $standing stands in $lists", ({ standing, lists }) => {
  const all: BoardList[] = ["firing", "pending", "resolved", "silenced", "acknowledged", "unknown", "all"];
  expect(all.filter((list) => isInList(list, { standing }))).toEqual(lists);
});

test("each list is counted, and what is unknown is not counted as firing", () => {
  const standings: Standing[] = ["firing", "firing", "unknown", "muted", "resolved", "acknowledged", "pending"];
  expect(countLists(standings.map((standing) => ({ standing })))).toEqual({
    firing: 2,
    unknown: 1,
    silenced: 1,
    resolved: 1,
    acknowledged: 1,
    pending: 1,
    all: 6,
  });
});
