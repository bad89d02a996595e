import { FileDiff, X } from "lucide-react";
import { useState } from "react";
import type { CallOutput } from "#shared/contract/index";
import { type Difference, diffDashboards } from "#shared/dashboards/diff";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { useEvent } from "../../../bridge/use-event";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { IconButton } from "../../../components/IconButton";
import { DifferenceList } from "../edit/DifferenceList";
import { isDirty, useOpenDashboard } from "../store";
import styles from "./OutsideChange.module.css";
import { placesWords } from "./words";

type News =
  | { kind: "none" }
  /** It was taken over already: nothing of the user's was in the way. */
  | { kind: "reloaded"; uid: string; differences: readonly Difference[] }
  /** `since`: the revision that was open. Once another one is, by saving over it, there is nothing left to decide. */
  | {
      kind: "undecided";
      uid: string;
      differences: readonly Difference[];
      answer: CallOutput<"dashboards.get">;
      since: string | undefined;
    }
  | { kind: "unreadable"; uid: string; say: string };

/** Follows the file of the open dashboard: what changed outside is taken over, unless there are changes of the user's own. */
export function OutsideChange() {
  const current = useOpenDashboard((state) => state.current);
  const { reload, keepMine } = useOpenDashboard.getState();
  const [news, setNews] = useState<News>({ kind: "none" });
  const [isShown, setShown] = useState(false);
  const uid = current?.dashboard.uid;

  useEvent("dashboards.changed", ({ uids }) => {
    if (uid !== undefined && current?.row && uids.includes(uid)) void look(uid);
  });

  async function look(of: string): Promise<void> {
    try {
      const answer = await ask("dashboards.get", { uid: of });
      const open = useOpenDashboard.getState().current;
      // Another one was opened meanwhile, or it was this window that wrote the file.
      if (open?.dashboard.uid !== of || open.revision === answer.revision) return;
      const isTheirs = isDirty(open);
      const differences = diffDashboards(open.saved, answer.dashboard);
      if (isTheirs) setNews({ kind: "undecided", uid: of, differences, answer, since: open.revision });
      else {
        reload(answer);
        if (differences.length > 0) setNews({ kind: "reloaded", uid: of, differences });
      }
    } catch (error) {
      setNews({ kind: "unreadable", uid: of, say: toFailure(error).say });
    }
  }

  function close(): void {
    setNews({ kind: "none" });
    setShown(false);
  }

  // Of a dashboard that is not open any more there is nothing to tell.
  if (news.kind === "none" || news.uid !== uid) return null;
  if (news.kind === "undecided" && news.since !== current?.revision) return null;
  return (
    <div className={styles.note} role="status">
      <FileDiff size={15} aria-hidden className={styles.icon} />
      <p className={styles.words}>{wordsOf(news)}</p>
      {news.kind !== "unreadable" && (
        <Button size="small" kind="quiet" onClick={() => setShown(true)}>
          Show
        </Button>
      )}
      {news.kind === "undecided" && (
        <Decide
          onReload={() => {
            reload(news.answer);
            close();
          }}
          onKeep={() => {
            keepMine(news.answer);
            close();
          }}
        />
      )}
      {news.kind !== "undecided" && <IconButton icon={X} label="Dismiss" onClick={close} />}
      {isShown && news.kind !== "unreadable" && (
        <Dialog
          isOpen
          width="wide"
          title="Changed outside"
          description={placesWords(news.differences.length)}
          onClose={() => setShown(false)}
        >
          <DifferenceList differences={news.differences} wasTitle="Was" isTitle="Is in the file now" />
        </Dialog>
      )}
    </div>
  );
}

function Decide({ onReload, onKeep }: { onReload(): void; onKeep(): void }) {
  return (
    <>
      <Button size="small" onClick={onKeep}>
        Keep mine
      </Button>
      <Button size="small" onClick={onReload}>
        Take theirs
      </Button>
    </>
  );
}

function wordsOf(news: Exclude<News, { kind: "none" }>): string {
  switch (news.kind) {
    case "reloaded":
      return `Changed outside and shown as it is now: ${placesWords(news.differences.length)}. Undo brings back what was.`;
    case "undecided":
      return `The file was changed outside, in ${placesWords(news.differences.length)}, and you have changes of your own.`;
    case "unreadable":
      return `The file was changed outside and cannot be shown: ${news.say} What you see is as it was.`;
  }
}
