import { useEffect, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { useEvent } from "../bridge/use-event";
import { useLink } from "../bridge/use-link";
import { pageAt } from "../pages/page-at";
import { usePreferences } from "../stores/engine";
import { showAppearance } from "../stores/theme";
import { setPageTitle, useFiringInTitle } from "../stores/window-title";
import { EngineAwayBar } from "./EngineAwayBar";
import styles from "./Frame.module.css";
import { keyAction } from "./frame-keys";
import { KeysDialog } from "./KeysDialog";
import { Navigation } from "./Navigation";
import { NoKeyNote } from "./NoKeyNote";
import { NotificationBar } from "./NotificationBar";
import { Palette } from "./Palette";
import { StatusBar } from "./StatusBar";
import { TopBar } from "./TopBar";

/** Everything around the page. */
export function Frame() {
  const [open, setOpen] = useState<"palette" | "keys">();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const page = pageAt(pathname);
  const link = useLink();
  useAppearance();
  useEvent("navigation.open", ({ route }) => void navigate(route));

  useEffect(() => {
    setPageTitle(page?.title ?? "");
  }, [page]);
  useFiringInTitle();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = keyAction(event);
      if (!action) return;
      event.preventDefault();
      setOpen(action);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <div className={styles.frame}>
      <TopBar page={page} onSearch={() => setOpen("palette")} />
      <Navigation />
      <div className={styles.middle}>
        <EngineAwayBar />
        <NotificationBar />
        {/* A page of its own for each: it begins at its top, wherever the last one was scrolled to. */}
        <main key={page?.path} className={styles.page} tabIndex={-1}>
          {link === "refused" ? <NoKeyNote /> : <Outlet />}
        </main>
      </div>
      <StatusBar onKeys={() => setOpen("keys")} />
      <Palette isOpen={open === "palette"} onClose={() => setOpen(undefined)} onKeys={() => setOpen("keys")} />
      <KeysDialog isOpen={open === "keys"} onClose={() => setOpen(undefined)} page={page} />
    </div>
  );
}

/** The theme and density of the settings, from when they are known. */
function useAppearance(): void {
  const preferences = usePreferences().data;
  const { theme, density } = preferences ?? {};
  useEffect(() => {
    if (theme && density) showAppearance({ theme, density });
  }, [theme, density]);
}
