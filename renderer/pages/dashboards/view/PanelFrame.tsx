import { EllipsisVertical, ExternalLink, Info, Timer, TriangleAlert } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, lazy, memo, type ReactNode, type Ref, Suspense } from "react";
import type { Panel } from "#shared/dashboards/panel";
import type { PanelData } from "#shared/dashboards/panel-data";
import { type Milliseconds, seconds } from "#shared/units/time";
import { Age } from "../../../components/Age";
import { classNames } from "../../../components/class-names";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import styles from "./PanelFrame.module.css";
import type { PanelTexts } from "./use-panel-texts";

// It brings a parser and a cleaner, which few panels need.
const Markdown = lazy(() => import("../../../panels/text/Markdown").then((module) => ({ default: module.Markdown })));

export interface PanelFrameProps {
  panel: Panel;
  /** Undefined: a panel that is given no data. */
  data: PanelData | undefined;
  texts: PanelTexts;
  /** What its menu offers; made when it is opened. */
  menu?: (() => readonly MenuItem[]) | undefined;
  /** "Last 24 hours", for a panel that does not follow the dashboard's range. */
  rangeNote?: string | undefined;
  ref?: Ref<HTMLElement>;
  onKeyDown?(event: KeyboardEvent<HTMLElement>): void;
  children: ReactNode;
}

/** Between two choices what is shown is old for a moment: nothing that needs words. */
const justNow: Milliseconds = seconds(5);

/** A panel's surface: its head with title, marks and menu, and below it whatever state it is in. */
export function PanelFrame({ panel, data, texts, menu, rangeNote, ref, onKeyDown, children }: PanelFrameProps) {
  const title = visibleText(texts.fill(panel.title));
  const isStale = data?.isStale === true && data.state === "data";
  return (
    <section
      ref={ref}
      aria-label={title || "Panel without a title"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: panels are walked through with the keyboard
      tabIndex={0}
      data-panel={panel.id}
      data-state={data?.state}
      onKeyDown={onKeyDown}
      className={classNames(
        styles.frame,
        panel.isTransparent && styles.transparent,
        title === "" && styles.bare,
        isStale && styles.stale,
      )}
    >
      <header className={styles.head} data-panel-head>
        <h2 className={styles.title} title={title}>
          {title}
        </h2>
        <Marks
          panel={panel}
          texts={texts}
          failure={data?.state === "data" ? data.failure?.say : undefined}
          notices={data?.notices}
        />
        {rangeNote !== undefined && (
          <span className={styles.mark} title={rangeNote}>
            <Timer size={14} aria-label={rangeNote} />
          </span>
        )}
        {isStale && data.at !== undefined && (data.failure !== undefined || Date.now() - data.at > justNow) && (
          <span className={styles.age}>
            as of <Age at={data.at} />
          </span>
        )}
        {menu && <PanelMenu title={title} items={menu} />}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}

const PanelMenu = memo(function PanelMenu({ title, items }: { title: string; items: () => readonly MenuItem[] }) {
  return (
    <Menu
      // Without a tooltip: there is one on every panel, and its sign is known.
      trigger={
        <button type="button" aria-label={`More for ${title || "this panel"}`} className={styles.menu}>
          <EllipsisVertical size={16} aria-hidden />
        </button>
      }
      items={items}
    />
  );
});

/**
 * How Prometheus begins what it says of the way a query is written ("might not be a counter"), which is for whoever edits the
 * panel: at its head on a board such a sign would cry wolf.
 */
const aboutTheQuery = "PromQL info:";

interface MarksProps {
  panel: Panel;
  texts: PanelTexts;
  failure: string | undefined;
  notices: readonly string[] | undefined;
}

/** What there is to know beside the data, each behind a small sign. */
const Marks = memo(function Marks({ panel, texts, failure, notices = [] }: MarksProps) {
  const description = texts.fill(panel.description).trim();
  const links = panel.links.flatMap((link) => {
    const href = texts.hrefOf(link);
    return href === undefined ? [] : [{ href, title: visibleText(texts.fill(link.title)) || href, isNew: link.targetBlank }];
  });
  const remarks = notices.filter((notice) => !notice.startsWith(aboutTheQuery));
  const sentences = failure === undefined ? remarks : [failure, ...remarks];
  return (
    <div className={styles.marks}>
      {description !== "" && (
        <Mark icon={Info} label="About this panel">
          <Suspense fallback={description}>
            <Markdown source={description} hrefOf={texts.hrefOf} />
          </Suspense>
        </Mark>
      )}
      {links.length > 0 && (
        <Mark icon={ExternalLink} label="Links">
          <ul>
            {links.map(({ href, title, isNew }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two links may be alike, and their order is the panel's
              <li key={index}>
                <a href={href} {...(isNew && { target: "_blank", rel: "noreferrer" })}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </Mark>
      )}
      {sentences.length > 0 && (
        <Mark
          icon={TriangleAlert}
          label={failure === undefined ? "Remarks" : "What failed"}
          state={failure === undefined ? "notice" : "failed"}
        >
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{visibleText(sentence)}</li>
            ))}
          </ul>
        </Mark>
      )}
    </div>
  );
});

interface MarkProps {
  icon: typeof Info;
  label: string;
  state?: "notice" | "failed";
  children: ReactNode;
}

function Mark({ icon, label, state, children }: MarkProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton icon={icon} label={label} className={styles.mark} data-state-of={state} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.popover} sideOffset={4} collisionPadding={8}>
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
