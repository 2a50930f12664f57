import path from "node:path";
import { isExecutable } from "../../model/host/isExecutable.js";

/** The one without windows of its own first: a page costs a third less there. */
const usualNames = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** What Playwright switches off. Of several lists of features Chromium takes the last, so it must be in ours. */
const offForPlaywright = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

/**
 * The list below the address bar is a page of its own that nobody sees here, and so is the page that is
 * kept ready for the next address. Each window's cost half a second of a processor, of a test's two.
 */
const unseen = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"];

/** What Chromium needs to run without a screen and to leave the network alone. */
export const chromiumFlags = [
  `--disable-features=${[...offForPlaywright, ...unseen].join(",")}`,
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of the system: `CHROMIUM_PATH`, or one of the usual names on PATH. Throws if none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return named;
  const folders = (environment["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const candidates = [
    ...folders.flatMap((folder) => usualNames.map((name) => path.join(folder, name))),
    ...macApplications,
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium was found. Install it (Debian: apt-get install chromium-headless-shell) or name one in CHROMIUM_PATH.",
  );
}
