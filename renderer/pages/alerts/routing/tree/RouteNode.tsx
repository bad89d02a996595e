import { ArrowRight, BellRing, Check, ChevronDown, ChevronRight, CircleAlert, MoonStar, TriangleAlert } from "lucide-react";
import type { Route } from "#shared/model/routing";
import { IconButton } from "../../../../components/IconButton";
import { MatcherChips } from "../../../../components/matchers-input/MatcherChips";
import { visibleText } from "../../../../components/visible-text";
import { type ProblemsByPlace, problemsAt } from "../problems";
import type { Path } from "./change-tree";
import type { Effective } from "./inheritance";
import { intervalParts, timingParts } from "./node-words";
import type { Simulation } from "./RouteTree";
import styles from "./Tree.module.css";

interface Props {
  path: Path;
  route: Route;
  effective: Effective;
  isSelected: boolean;
  isFolded: boolean;
  problems: ProblemsByPlace;
  /** What the simulated alert found here; absent: it was not asked. */
  step: Simulation["steps"][number] | undefined;
  end: Simulation["ends"][number] | undefined;
  /** Whether an alert is simulated at all. */
  isAsked: boolean;
  onSelect(): void;
  onToggle(): void;
}

/** One route: what comes here, who hears of it, and when. */
export function RouteNode(props: Props) {
  const { path, route, effective, isSelected, isFolded, problems, step, end, isAsked, onSelect, onToggle } = props;
  const isRoot = path.length === 0;
  const light = !isAsked ? undefined : end ? "end" : step?.matched ? "way" : "off";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the tree's
    // biome-ignore lint/a11y/noStaticElementInteractions: the item of the tree around it has the role
    <div className={styles.node} data-selected={isSelected || undefined} data-light={light} onClick={onSelect}>
      <div className={styles.first}>
        {route.routes.length > 0 && !isRoot && (
          <IconButton
            icon={isFolded ? ChevronRight : ChevronDown}
            label={isFolded ? `Unfold ${route.routes.length}` : "Fold"}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          />
        )}
        {route.matchers.length > 0 ? (
          <MatcherChips matchers={route.matchers} />
        ) : (
          <span className={styles.all}>{isRoot ? "Every alert" : "Everything"}</span>
        )}
        <ArrowRight size={14} aria-label="goes to" className={styles.arrow} />
        <span
          className={styles.receiver}
          data-inherited={route.receiver === undefined || undefined}
          title={route.receiver === undefined ? "From the route above" : undefined}
        >
          {effective.receiver === "" ? "no receiver" : visibleText(effective.receiver)}
        </span>
        {route.continue && (
          <span className={styles.tag} title="The routes after it are asked too">
            continue
          </span>
        )}
        {end && (
          <span className={styles.endTag} data-muted={end.muted !== undefined || undefined}>
            {end.muted ? <MoonStar size={12} aria-hidden /> : <BellRing size={12} aria-hidden />}
            {end.muted ? "muted" : "told here"}
          </span>
        )}
      </div>
      <p className={styles.second}>
        {timingParts(route, effective).map(({ words, isInherited }) => (
          <span key={words} data-inherited={isInherited || undefined} title={isInherited && !isRoot ? "From above" : undefined}>
            {visibleText(words)}
          </span>
        ))}
        {intervalParts(route).map((words) => (
          <span key={words} className={styles.interval}>
            <MoonStar size={12} aria-hidden /> {visibleText(words)}
          </span>
        ))}
      </p>
      {isAsked && (
        <p className={styles.say} data-matched={step?.matched || undefined}>
          {step?.matched && <Check size={13} aria-hidden />}
          {step ? visibleText(step.say) : "Not asked."}
        </p>
      )}
      {problemsAt(problems, path).map(({ severity, say }) => (
        <p key={say} className={styles.problem} data-severity={severity}>
          {severity === "error" ? <CircleAlert size={13} aria-label="error" /> : <TriangleAlert size={13} aria-label="warning" />}
          {visibleText(say)}
        </p>
      ))}
    </div>
  );
}
