import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useNavigate } from "react-router";
import type { ConnectionKind } from "#shared/contract/connections";
import { useLink } from "../bridge/use-link";
import menuStyles from "../components/Menu.module.css";
import { StateDot } from "../components/StateDot";
import type { State } from "../components/state";
import type { PageEntry } from "../pages/page";
import { localSource, useSource } from "../stores/address";
import { type AskedKind, answering, askedOf, useConnections } from "../stores/connections";
import { useHostInfo } from "../stores/host";
import { useTraceSource } from "../stores/trace-source";
import styles from "./SourcePicker.module.css";
import { connectionState, connectionWord } from "./source-state";

interface Choice {
  id: string;
  name: string;
  detail: string;
  state: State;
  word: string;
}

/**
 * What is being looked at: this machine or a server, with how it is. A page that asks either keeps its query and asks the
 * other one; from the rest, a server is looked at on the Metrics page.
 */
export function SourcePicker({ page }: { page: PageEntry | undefined }) {
  const [chosenSource, setSource] = useSource();
  const firstWithTraces = useTraceSource().source;
  const source = sourceOf(page, chosenSource, firstWithTraces);
  const navigate = useNavigate();
  const asks = page?.asksSource ?? "metrics";
  const choices = useChoices(asks);
  const strange = useStrange(source, asks);
  const chosen = choices.find(({ id }) => id === source) ?? strange;

  function choose(id: string): void {
    if (page?.asksSource) setSource(id);
    else void navigate(id === localSource ? "/overview" : `/metrics?${new URLSearchParams({ source: id })}`);
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.trigger} aria-label="What is being looked at">
        <StateDot state={chosen?.state ?? "unknown"} label={chosen?.word ?? "not known"} />
        <b>{chosen?.name ?? (source === undefined ? "No server with traces" : "Removed connection")}</b>
        <span className={styles.detail}>{chosen?.detail}</span>
        <ChevronDown size={14} aria-hidden className={styles.chevron} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuStyles.content} align="start" sideOffset={4} collisionPadding={8}>
          {choices.map((choice) => (
            <DropdownMenu.Item key={choice.id} className={menuStyles.item} onSelect={() => choose(choice.id)}>
              <StateDot state={choice.state} label={choice.word} />
              <span className={menuStyles.label}>{choice.name}</span>
              <span className={menuStyles.detail}>{choice.detail}</span>
              {choice.id === source ? (
                <Check size={14} aria-label="chosen" className={menuStyles.icon} />
              ) : (
                <span className={styles.unchosen} />
              )}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className={menuStyles.line} />
          <DropdownMenu.Item className={menuStyles.item} onSelect={() => void navigate(`/connections?add=${addedFor[asks]}`)}>
            Add a server…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The server that is offered first where one is added for what a page asks. */
const addedFor: Readonly<Record<AskedKind, ConnectionKind>> = { metrics: "prometheus", logs: "loki", traces: "jaeger" };

function sourceOf(page: PageEntry | undefined, chosen: string, firstWithTraces: string | undefined): string | undefined {
  if (!page?.asksSource) return localSource;
  return page.asksSource === "traces" ? firstWithTraces : chosen;
}

/** A connection that a link names but that does not answer what this page asks; the page itself says more. */
function useStrange(source: string | undefined, asks: AskedKind): Choice | undefined {
  const row = useConnections().data?.connections.find(({ id }) => id === source);
  if (!row || askedOf(row.kind) === asks) return undefined;
  return { id: row.id, name: row.name, detail: `no ${asks}`, state: "unknown", word: `not asked for ${asks}` };
}

/** This host, where it answers that too, and the servers that answer what is asked. */
function useChoices(asks: AskedKind): Choice[] {
  const link = useLink();
  const host = useHostInfo().data;
  const connections = answering(useConnections().data?.connections ?? [], asks);
  const isHere = link === "connected";
  const thisHost: Choice = {
    id: localSource,
    name: "This host",
    detail: host?.hostname ?? "",
    state: isHere ? "ok" : "unknown",
    word: isHere ? "being sampled" : "not known: the engine is away",
  };
  return [
    ...(asks === "traces" ? [] : [thisHost]),
    ...connections.map((row) => ({
      id: row.id,
      name: row.name,
      detail: connectionWord(row),
      // What the engine found out before it went away is not known any more.
      state: isHere ? connectionState(row) : ("unknown" as const),
      word: connectionWord(row),
    })),
  ];
}
