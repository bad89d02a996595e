// From answers to what a panel draws: frames, then its transformations, then how its values are written and coloured.
import type { Frame } from "#shared/dashboards/data/frame";
import type { Answer } from "#shared/dashboards/data/from-answers";
import type { Panel } from "#shared/dashboards/panel";
import type { AbsoluteRange, Annotation, PanelData } from "#shared/dashboards/panel-data";
import { panelFrames } from "#shared/dashboards/queries/panel-frames";
import { type Answers, hasAnswer, type Plan, type QueryOutcome } from "./answers";

export type PanelDataParts = Pick<Panel, "transformations" | "fieldConfig">;

export interface Asked {
  /** The last round that was answered, at least in part. */
  answers?: Answers | undefined;
  /** Why the newest round was not. */
  failure?: PanelData["failure"];
  /** What is drawn moves on with it, also while its data is old. */
  range: AbsoluteRange;
  notices: readonly string[];
  isStale: boolean;
}

/** Without a query there is nothing to wait for: the panel says that it is empty, and forgets what it showed. */
export const nothingAsked = (plan: Plan): Asked => ({
  answers: { plan, outcomes: [], at: plan.range.to },
  range: plan.range,
  notices: [],
  isStale: false,
});

/** Counted up, so that a chart sees at a glance whether it has drawn these frames already. */
let revisions = 0;

const noFrames: readonly Frame[] = [];
const noNotices: readonly string[] = [];

/** The frames of one round of answers. */
export function framesOf({ plan, outcomes }: Answers, parts: PanelDataParts): Pick<PanelData, "frames" | "notices" | "revision"> {
  const remarks = outcomes.flatMap(({ query, answer }) => [query.unsupported ?? [], answer?.notices ?? []].flat());
  const { frames, problems } = panelFrames(outcomes.flatMap(answersOf), parts, plan.scope);
  const notices = [...remarks, ...problems];
  revisions++;
  return { frames, notices: notices.length === 0 ? noNotices : [...new Set(notices)], revision: revisions };
}

export function answersOf({ query, answer }: QueryOutcome): Answer[] {
  if (answer?.series) {
    const { series, stepMs = query.stepMs } = answer;
    return [{ query: { ...query, stepMs }, kind: "range", series }];
  }
  return answer?.instant ? [{ query, kind: "instant", result: answer.instant }] : [];
}

/** What the panel is given, from what has been asked so far and the frames made of it. */
export function panelDataOf(
  asked: Asked,
  made: Pick<PanelData, "frames" | "notices" | "revision"> | undefined,
  annotations: readonly Annotation[],
): PanelData {
  const { answers, failure, range, isStale } = asked;
  const isAnswered = answers !== undefined && (hasAnswer(answers) || answers.failure === undefined);
  const reason = failure ?? answers?.failure;
  return {
    state: isAnswered ? "data" : reason ? "failed" : "waiting",
    frames: made?.frames ?? noFrames,
    range,
    ...(reason && { failure: reason }),
    ...(answers && { at: answers.at }),
    isStale,
    notices: asked.notices.length > 0 ? [...asked.notices, ...(made?.notices ?? [])] : (made?.notices ?? noNotices),
    annotations,
    revision: made?.revision ?? 0,
  };
}
