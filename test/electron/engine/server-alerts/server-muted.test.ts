import { expect, test } from "vitest";
import type { Silence } from "#shared/model/silence";
import { mutedAt, type SeenAt } from "../../../../electron/engine/server-alerts/server-muted";
import { alertmanagerView, managedAlert } from "../../../support/server-views";

const down = { alertname: "Down" };
const now = 10_000;
const silence = (id: string, endsAt: number, rest: Partial<Silence> = {}): [string, Silence] => [
  id,
  {
    id,
    home: "am",
    matchers: [],
    startsAt: 0,
    endsAt,
    createdBy: "dana",
    comment: "disk is being replaced",
    updatedAt: 0,
    ...rest,
  },
];

/** An alert at an Alertmanager with these silences and another alert, which may inhibit it. */
function seen(alert: Partial<SeenAt["alert"]>, server: Partial<SeenAt["server"]> = {}): SeenAt {
  const managed = managedAlert(down, alert);
  const source = managedAlert({ alertname: "RackDown" }, { fingerprint: "rack" });
  return { server: alertmanagerView([managed, source], server), alert: managed };
}

const silences = new Map([silence("s1", 20_000), silence("s2", 30_000, { createdBy: "", comment: "" })]);
const silent = "Pager is silent: no answer.";

test.each<{ name: string; seen: SeenAt[]; muted: unknown }>([
  { name: "told of nowhere", seen: [], muted: undefined },
  { name: "neither silenced nor inhibited", seen: [seen({})], muted: undefined },
  {
    name: "silenced",
    seen: [seen({ silencedBy: ["s1"] }, { silences })],
    muted: { by: "server", ids: ["s1"], say: "silenced at Pager by dana: disk is being replaced", untilMs: 20_000 },
  },
  {
    name: "silenced twice",
    seen: [seen({ silencedBy: ["s1", "s2"] }, { silences })],
    muted: { by: "server", ids: ["s1", "s2"], say: "silenced at Pager", untilMs: 30_000 },
  },
  {
    name: "silenced by what was not listed",
    seen: [seen({ silencedBy: ["s9"] }, { silences })],
    muted: { by: "server", ids: ["s9"], say: "silenced at Pager" },
  },
  {
    name: "inhibited",
    seen: [seen({ inhibitedBy: ["rack", "x"] })],
    muted: { by: "server", ids: ["rack", "x"], say: "inhibited at Pager by RackDown and 1 more" },
  },
  {
    name: "inhibited by what is gone",
    seen: [seen({ inhibitedBy: ["gone"] })],
    muted: { by: "server", ids: ["gone"], say: "inhibited at Pager" },
  },
  {
    name: "silenced at one of two, and told at the other",
    seen: [seen({ silencedBy: ["s1"] }, { silences }), seen({}, { id: "am2" })],
    muted: undefined,
  },
  {
    name: "silenced at both, which lasts until the first of them speaks",
    seen: [seen({ silencedBy: ["s2"] }, { silences }), seen({ silencedBy: ["s1"] }, { id: "am2", name: "Two", silences })],
    muted: { by: "server", ids: ["s1"], say: "silenced at Two by dana: disk is being replaced", untilMs: 20_000 },
  },
  {
    name: "silenced at a server that is silent, whose silence has not ended",
    seen: [seen({ silencedBy: ["s1"] }, { silences, silent })],
    muted: { by: "server", ids: ["s1"], say: "silenced at Pager by dana: disk is being replaced", untilMs: 20_000 },
  },
  {
    name: "silenced at a server that is silent, whose silence is over by now",
    seen: [seen({ silencedBy: ["s3"] }, { silences: new Map([silence("s3", 9000)]), silent })],
    muted: undefined,
  },
  {
    name: "silenced at a server that is silent, by what nobody knows",
    seen: [seen({ silencedBy: ["s9"] }, { silent })],
    muted: undefined,
  },
])("an alert that is $name is muted so", ({ seen, muted }) => expect(mutedAt(seen, now)).toEqual(muted));
