import { Braces, CopyPlus, EllipsisVertical, Pencil, Presentation, Settings2, Share2, Star } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { useAsk } from "../../../bridge/use-ask";
import { Badge } from "../../../components/Badge";
import { Button } from "../../../components/Button";
import { copyText } from "../../../components/copy-text";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { PageHeader } from "../../../components/PageHeader";
import { visibleText } from "../../../components/visible-text";
import { useSourceNames } from "../../../stores/source-names";
import { CopyDialog } from "../edit/SaveDialogs";
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
  const [isCopied, setCopied] = useState(false);
  const { nameOf } = useSourceNames();
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
            {dashboard.source !== "" && <span> · asks {visibleText(nameOf(dashboard.source))}</span>}
            {time.problem !== undefined && <span> · {time.problem} The last 6 hours are shown.</span>}
            <span role="status">{said !== "" && ` · ${said}`}</span>
            {dashboard.description.trim() !== "" && (
              <span title={visibleText(dashboard.description)}> · {visibleText(firstLine(dashboard.description))}</span>
            )}
          </>
        }
        actions={
          <>
            {isDirty(open) && !isEditing && <Badge state="warning">Unsaved changes</Badge>}
            {row && <StarButton uid={row.uid} isStarred={row.isStarred} onFailure={say} />}
            {dashboard.isEditable && !isEditing && (
              <Button icon={Pencil} onClick={() => useOpenDashboard.getState().startEditing()}>
                Edit
              </Button>
            )}
            <Menu
              trigger={<IconButton icon={EllipsisVertical} label="More for this dashboard" kind="normal" />}
              items={[
                { label: "Presentation", icon: Presentation, keys: "f", onSelect: onKiosk },
                { label: "Save as a copy…", icon: CopyPlus, onSelect: () => setCopied(true) },
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
      {isCopied && <CopyDialog onClose={() => setCopied(false)} />}
    </>
  );
}

const firstLine = (text: string): string => text.trim().split("\n", 1)[0] ?? "";

interface StarProps {
  uid: string;
  isStarred: boolean;
  onFailure(words: string): void;
}

function StarButton({ uid, isStarred, onFailure }: StarProps) {
  const list = useAsk("dashboards.list", {});
  const shown = list.data?.dashboards.find((row) => row.uid === uid)?.isStarred ?? isStarred;
  const toggle = async () => {
    try {
      await ask("dashboards.star", { uid, isStarred: !shown });
      await list.refetch();
    } catch (error) {
      onFailure(toFailure(error).say);
    }
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
