import { useQuery } from "@tanstack/react-query";
import type { Panel } from "#shared/dashboards/panel";
import { planPanel } from "#shared/dashboards/queries/plan";
import { withLocals } from "#shared/dashboards/variables/scope";
import { minutes } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { useDashboardRun } from "../run/dashboard-context";

interface Asked {
  locals: ReadonlyMap<string, string> | undefined;
  width: number;
  isWanted: boolean;
}

/** Why an empty panel's first query finds nothing, as far as the names of the source's metrics tell. */
export function useWhyEmpty(panel: Panel, { locals, width, isWanted }: Asked): string | undefined {
  const { scope, defaultSource, scrapeIntervalMs } = useDashboardRun();
  const { queries } = planPanel(panel, {
    scope: locals ? withLocals(scope, locals) : scope,
    ...{ width, defaultSource, scrapeIntervalMs },
  });
  const first = queries.find(({ unsupported }) => unsupported === undefined);
  const { data } = useQuery({
    queryKey: ["dashboards.why-empty", first?.source, first?.expr],
    enabled: isWanted && first !== undefined,
    staleTime: minutes(1),
    // It is a help only: what cannot be found out is not said.
    retry: false,
    async queryFn({ signal }) {
      if (!first) return null;
      const { whyEmpty } = await import("./why-empty");
      const namesLike = async (matcher: string) => {
        const asked = { source: first.source, label: "__name__", matcher, limit: 100 };
        return (await ask("query.labelValues", asked, { signal })).values;
      };
      return (await whyEmpty(first.expr, namesLike)) ?? null;
    },
  });
  return data ?? undefined;
}
