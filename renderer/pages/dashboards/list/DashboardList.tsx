import { Eye, FileDown, FolderPlus, LayoutDashboard, Plus, SearchX } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type DashboardRow, ownPlace } from "#shared/contract/dashboards";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Menu } from "../../../components/Menu";
import { PageHeader } from "../../../components/PageHeader";
import { Skeleton } from "../../../components/Skeleton";
import { sharedSearch } from "../../../stores/address";
import { ImportHost } from "../import/ImportHost";
import { startImport } from "../import/import-store";
import { PackOffers } from "../packs/PackOffers";
import { DashboardTable } from "./DashboardTable";
import { emptyListWords } from "./empty-list-words";
import { FolderTree } from "./FolderTree";
import { findDashboards, openedByEnter, usualSort } from "./find";
import { type FolderLine, folderLines, folderWords } from "./folder-tree";
import styles from "./List.module.css";
import { type Asking, ListDialogs } from "./ListDialogs";
import { SearchField } from "./SearchField";
import { TagBar } from "./TagBar";
import { UndoNote } from "./UndoNote";
import { columnIds, type ListView, readListView, writeListView } from "./url";
import { useLibrary } from "./use-library";
import { useRowActions } from "./use-row-actions";

/** All dashboards: folders, search, stars, tags; and the ways to get more of them. */
export function DashboardList() {
  const library = useLibrary();
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const view = readListView(params);
  const change = (changes: Partial<ListView>) => setParams((was) => writeListView(changes, was), { replace: true });
  const [selected, setSelected] = useState<string>();
  const [asking, setAsking] = useState<Asking>({ kind: "nothing" });
  const toggleTag = useCallback(
    (tag: string) =>
      setParams(
        (was) => {
          const { tags } = readListView(was);
          return writeListView({ tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag] }, was);
        },
        { replace: true },
      ),
    [setParams],
  );
  const { actions, note, closeNote, tell } = useRowActions({
    onMove: (row) => setAsking({ kind: "move", row }),
    onTag: toggleTag,
  });

  const { data } = library;
  const lines = useMemo(() => (data ? folderLines(data) : []), [data]);
  const whereOf = useCallback(
    ({ place, folder }: DashboardRow) => (place === ownPlace ? folder.replaceAll("/", " / ") : folderWords(lines, place, folder)),
    [lines],
  );
  const hrefOf = useCallback(
    ({ uid }: DashboardRow) => `/dashboards/${encodeURIComponent(uid)}${sharedSearch(params)}`,
    [params],
  );
  const all = data?.dashboards ?? [];
  const { rows, tags } = findDashboards(all, view);
  const target =
    view.where.kind === "folder" ? { place: view.where.place, folder: view.where.folder } : { place: ownPlace, folder: "" };
  const makeDashboard = () => setAsking({ kind: "dashboard", place: target.place, folder: target.folder });

  return (
    <div className={styles.page}>
      <PageHeader
        title="Dashboards"
        context={data && all.length > 0 && describe(all)}
        actions={
          <div className={styles.actions}>
            <Menu
              trigger={<Button icon={FolderPlus}>Folders</Button>}
              items={[
                { label: "New folder", icon: FolderPlus, onSelect: () => setAsking({ kind: "make-folder", ...target }) },
                { label: "Watch a folder…", icon: Eye, onSelect: () => setAsking({ kind: "watch" }) },
              ]}
            />
            <Button icon={FileDown} onClick={() => startImport([])}>
              Import
            </Button>
            <Button kind="primary" icon={Plus} onClick={makeDashboard}>
              New dashboard
            </Button>
          </div>
        }
      />
      {note && <UndoNote {...note} onClose={closeNote} />}
      {library.error ? (
        <FailureNote failure={library.error.failure} onRetry={() => void library.refetch()} />
      ) : !data ? (
        <Card>
          <Skeleton height={34} lines={8} />
        </Card>
      ) : (
        <div className={styles.body}>
          <FolderTree
            lines={lines}
            where={view.where}
            onChange={(where) => change({ where })}
            counts={{
              all: all.length,
              starred: all.filter(({ isStarred }) => isStarred).length,
              recent: all.filter(({ viewedAt }) => viewedAt !== undefined).length,
            }}
            onMake={({ place, folder }) => setAsking({ kind: "make-folder", place, folder })}
            onRename={(line) => setAsking({ kind: "rename-folder", line })}
            onRemove={async ({ place, folder, name }) => {
              await tell(() => ask("dashboards.removeFolder", { place, folder }), `Removed the empty folder “${name}”.`);
              if (view.where.kind === "folder" && view.where.folder === folder)
                change({ where: { kind: "folder", place, folder: "" } });
            }}
            onUnwatch={async ({ id, path }) => {
              await tell(() => ask("dashboards.unwatch", { id }), `${path} is not watched any more; its files are as they were.`);
              if (view.where.kind === "folder" && view.where.place === id) change({ where: { kind: "all" } });
            }}
          />
          <div className={styles.main}>
            <div className={styles.toolbar}>
              <SearchField
                value={view.search}
                onChange={(text) => change({ search: text })}
                onEnter={(search) => {
                  const row = openedByEnter(all, view, { search, selected });
                  if (row) void navigate(hrefOf(row));
                }}
              />
              <p role="status" className={styles.outcome}>
                {rows.length < all.length && `${rows.length} of ${all.length}`}
              </p>
            </div>
            <TagBar tags={tags} chosen={view.tags} onToggle={toggleTag} />
            {/* Who looks for one of those that are there is not offered others. */}
            {(all.length === 0 || isWhole(view)) && (
              <PackOffers
                isEmpty={all.length === 0}
                onAdded={({ uid }) => void navigate(`/dashboards/${uid}${sharedSearch(params)}`)}
              />
            )}
            {all.length === 0 ? (
              <Card>
                <EmptyState
                  icon={LayoutDashboard}
                  title="No dashboards yet"
                  action={
                    <Button kind="primary" icon={Plus} onClick={makeDashboard}>
                      New dashboard
                    </Button>
                  }
                >
                  Make one, add one of the packs, or import a Grafana file: drop it here, paste it, or choose it with Import.
                </EmptyState>
              </Card>
            ) : (
              <Card isFlush className={styles.card ?? ""}>
                <DashboardTable
                  rows={rows}
                  whereOf={whereOf}
                  hrefOf={hrefOf}
                  sort={view.sort ?? usualSort(view.where)}
                  onSort={({ column, isDescending }) => {
                    const known = columnIds.find((id) => id === column);
                    if (known) change({ sort: { column: known, isDescending } });
                  }}
                  selected={selected}
                  onSelect={({ uid }) => setSelected(uid)}
                  onOpen={(row) => void navigate(hrefOf(row))}
                  actions={actions}
                  empty={
                    <NoneFound
                      view={view}
                      lines={lines}
                      onShowAll={() => change({ search: "", tags: [], where: { kind: "all" } })}
                    />
                  }
                />
              </Card>
            )}
          </div>
        </div>
      )}
      <ListDialogs asking={asking} lines={lines} onClose={() => setAsking({ kind: "nothing" })} />
      <ImportHost place={target.place} folder={target.folder} takesPaste />
    </div>
  );
}

/** Nothing is looked for. */
const isWhole = ({ where, search, tags }: ListView): boolean => where.kind === "all" && search === "" && tags.length === 0;

function NoneFound({ view, lines, onShowAll }: { view: ListView; lines: readonly FolderLine[]; onShowAll(): void }) {
  const { title, why } = emptyListWords(view, lines);
  return (
    <EmptyState icon={SearchX} title={title} action={<Button onClick={onShowAll}>Show all</Button>}>
      {why}
    </EmptyState>
  );
}

function describe(rows: readonly DashboardRow[]): string {
  const troubled = rows.filter(({ problem }) => problem !== undefined).length;
  const count = `${rows.length} ${rows.length === 1 ? "dashboard" : "dashboards"}`;
  return troubled === 0 ? count : `${count} · ${troubled} with a problem`;
}
