// Start-up of a window, in the order that matters: the bridge takes the token out of the address before the router reads
// it, and the theme is on before anything is drawn.
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, createRouter } from "./App";
import { getBridge } from "./bridge/bridge";
import { createQueryClient } from "./bridge/query-client";
import { setUpKeptAnswers } from "./stores/kept-answers";
import { setUpAppearance } from "./stores/theme";

const bridge = getBridge();
setUpAppearance();
const cache = createQueryClient(bridge);
setUpKeptAnswers(bridge, cache);

const router = createRouter();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App cache={cache} router={router} />
    </StrictMode>,
  );
}
