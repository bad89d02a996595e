import { Braces, EllipsisVertical, Pencil, Presentation, Settings2, Share2, Star } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { ask } from "../../../bridge/ask";
import { useAsk } from "../../../bridge/use-ask";
import { Badge } from "../../../components/Badge";
import { Button } from "../../../components/Button";
import { copyText } from "../../../components/copy-text";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { PageHeader } from "../../../components/PageHeader";
import { visibleText } from "../../../components/visible-text";
import { useDashboardExport } from "../export/use-dashboard-export";
import type { RunTime } from "../run/use-run-time";
import { isDirty, type OpenDashboard, useOpenDashboard } from "../store";
import styles from "./Dashboard.module.css";
import { DashboardLinks } from "./DashboardLinks";

interface Props {
  open: OpenDashboard;
  time: RunTime;
  onSettings(part: "general" | "json"): void;
  onKiosk(): void;
}

/** Name and place of the open dashboard, its links, and what can be done with it as a whole. */
export function DashboardHead({ open, time, onSettings, onKiosk }: Props) {
  const { dashboard, row, isEditing } = open;
  const [said, say] = useState("");
  const exporting = useDashboardExport();
  const share = async () => say((await copyText(location.href)) ? "Link copied" : "Not copied: the system refused");
  return (
    <>
      <PageHeader
        title={visibleText(dashboard.title)}
        context={
          <>
            <Link to="/dashboards" className={styles.crumb}>
              Dashboards{row && row.folder !== "" ? ` / ${visibleText(row.folder)}` : ""}
            </Link>
            {time.problem !== undefined && <span> · {time.problem} The last 6 hours are shown.</span>}
            <span role="status">{said !== "" && ` · ${said}`}</span>
          </>
        }
        actions={
          <>
            {isDirty(open) && !isEditing && <Badge state="warning">Unsaved changes</Badge>}
            {row && <StarButton uid={row.uid} isStarred={row.isStarred} />}
            {dashboard.isEditable && !isEditing && (
              <Button icon={Pencil} onClick={() => useOpenDashboard.getState().startEditing()}>
                Edit
              </Button>
            )}
            <Menu
              trigger={<IconButton icon={EllipsisVertical} label="More for this dashboard" kind="normal" />}
              items={[
                { label: "Presentation", icon: Presentation, keys: "f", onSelect: onKiosk },
                { label: "Copy link", icon: Share2, onSelect: () => void share() },
                { label: "Settings", icon: Settings2, onSelect: () => onSettings("general") },
                { label: "JSON", icon: Braces, onSelect: () => onSettings("json") },
                { kind: "line" },
                ...exporting.items,
              ]}
            />
          </>
        }
      />
      <DashboardLinks />
      {exporting.dialog}
    </>
  );
}

function StarButton({ uid, isStarred }: { uid: string; isStarred: boolean }) {
  const list = useAsk("dashboards.list", {});
  const shown = list.data?.dashboards.find((row) => row.uid === uid)?.isStarred ?? isStarred;
  const toggle = async () => {
    await ask("dashboards.star", { uid, isStarred: !shown });
    await list.refetch();
  };
  return (
    <IconButton
      icon={Star}
      label={shown ? "Take the star away" : "Star it"}
      kind="normal"
      aria-pressed={shown}
      data-starred={shown || undefined}
      className={styles.star}
      onClick={() => void toggle()}
    />
  );
}
