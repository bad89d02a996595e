import { ChevronDown, ExternalLink, LayoutDashboard } from "lucide-react";
import { useNavigate } from "react-router";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { DashboardLink } from "#shared/dashboards/dashboard";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Menu } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import { useDashboardRun } from "../run/dashboard-context";
import styles from "./Dashboard.module.css";
import { linkParameters, taggedWith, withParameters } from "./dashboard-links";
import { usePanelTexts } from "./use-panel-texts";

/** The links of the dashboard: to addresses, and to other dashboards by their tags. */
export function DashboardLinks() {
  const { dashboard } = useDashboardRun();
  const hasTagged = dashboard.links.some(({ kind }) => kind === "dashboards");
  const list = useAsk("dashboards.list", {}, { enabled: hasTagged });
  if (dashboard.links.length === 0) return null;
  return (
    <nav className={styles.links} aria-label="Links of this dashboard">
      {dashboard.links.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two links may be alike, and their order is the dashboard's
        <OneLink key={index} link={link} rows={taggedWith(list.data?.dashboards ?? [], link.tags, dashboard.uid)} />
      ))}
    </nav>
  );
}

function OneLink({ link, rows }: { link: DashboardLink; rows: readonly DashboardRow[] }) {
  const { scope } = useDashboardRun();
  const { fill, hrefOf } = usePanelTexts(undefined);
  const navigate = useNavigate();
  const title = visibleText(fill(link.title));
  const parameters = linkParameters(link, scope);
  if (link.kind === "link") {
    const href = hrefOf({ url: withParameters(link.url, parameters) });
    if (href === undefined) return null;
    return (
      <a href={href} title={link.tooltip || undefined} {...(link.targetBlank && { target: "_blank", rel: "noreferrer" })}>
        <ExternalLink size={14} aria-hidden />
        {title || href}
      </a>
    );
  }
  const addressOf = ({ uid }: DashboardRow) => withParameters(`/dashboards/${uid}`, parameters);
  if (link.asDropdown) {
    return (
      <Menu
        align="start"
        trigger={
          <Button size="small" kind="quiet" icon={LayoutDashboard}>
            {title || link.tags.join(", ")}
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        items={
          rows.length === 0
            ? [{ kind: "heading", label: "No other dashboard has these tags" }]
            : rows.map((row) => ({ label: visibleText(row.title), onSelect: () => void navigate(addressOf(row)) }))
        }
      />
    );
  }
  return rows.map((row) => (
    <a key={row.uid} href={`#${addressOf(row)}`}>
      <LayoutDashboard size={14} aria-hidden />
      {visibleText(row.title)}
    </a>
  ));
}
