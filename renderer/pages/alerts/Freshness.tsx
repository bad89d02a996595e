import type { AlertsSnapshot } from "#shared/contract/alerts";
import { Age } from "../../components/Age";
import { countOf, describeCounts, evaluationMsOf } from "./headline";

interface Props {
  snapshot: AlertsSnapshot;
}

/** A round should have come by then, whatever the group's interval; older than that, the numbers are not about now. */
const staleAfterMs = 180_000;

/** "2 firing · 1 pending · 38 rules evaluated 4 s ago in 12 ms". */
export function Freshness({ snapshot }: Props) {
  const counts = countOf(snapshot);
  const took = evaluationMsOf(snapshot);
  return (
    <>
      {describeCounts(counts)} · {counts.rules} {counts.rules === 1 ? "rule" : "rules"}{" "}
      {snapshot.evaluatedAt === undefined ? (
        "not evaluated yet"
      ) : (
        <>
          evaluated <Age at={snapshot.evaluatedAt} staleAfter={staleAfterMs} />
          {took !== undefined && ` in ${took < 10 ? took.toFixed(1) : Math.round(took)} ms`}
        </>
      )}
    </>
  );
}
