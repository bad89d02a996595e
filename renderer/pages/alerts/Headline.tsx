import type { AlertSummary } from "#shared/model/alert";
import { minutes } from "#shared/units/time";
import { Age } from "../../components/Age";
import { describeSummary, tookWords } from "./headline";

/** A round should have come by then, whatever the group's interval; older than that, the numbers are not about now. */
const staleAfter = minutes(3);

/** "2 critical · 1 pending · 38 rules evaluated 4 s ago in 12 ms". */
export function Headline({ summary }: { summary: AlertSummary }) {
  const { rules, evaluatedAt, evaluationMs, stalledSince } = summary;
  const words = `${describeSummary(summary)} · ${rules} ${rules === 1 ? "rule" : "rules"}`;
  return (
    // In a narrow window its end is cut off.
    <span title={words}>
      {words}{" "}
      {evaluatedAt === undefined ? (
        rules > 0 && "not evaluated yet"
      ) : (
        <>
          evaluated <Age at={evaluatedAt} staleAfter={stalledSince === undefined ? staleAfter : 0} />
          {evaluationMs !== undefined && ` ${tookWords(evaluationMs)}`}
        </>
      )}
    </span>
  );
}
