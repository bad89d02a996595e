import { useMemo } from "react";
import type { Link } from "#shared/dashboards/field-config";
import { fillText, fillUrl } from "#shared/dashboards/variables/fill";
import type { LinkValues } from "#shared/dashboards/variables/link-values";
import { withLocals } from "#shared/dashboards/variables/scope";
import { useDashboardRun } from "../run/dashboard-context";
import { hrefHere } from "./links";

export interface PanelTexts {
  fill(text: string): string;
  hrefOf(link: Pick<Link, "url">, values?: LinkValues): string | undefined;
}

/** Puts variables into a panel's texts and links; `locals` are those of one copy of a repeated panel. */
export function usePanelTexts(locals: ReadonlyMap<string, string> | undefined): PanelTexts {
  const { scope } = useDashboardRun();
  return useMemo(() => {
    const own = withLocals(scope, locals);
    return {
      fill: (text) => fillText(text, own),
      hrefOf: ({ url }, values) => hrefHere(fillUrl(url, own, values ?? {})),
    };
  }, [scope, locals]);
}
