import path from "node:path";
import { isExecutable } from "../../model/host/isExecutable.js";

const usualNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** What Chromium needs to run without a screen and to leave the network alone. */
export const chromiumFlags = [
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
    "No Chromium was found. Install it (Debian: apt-get install chromium) or name one in CHROMIUM_PATH.",
  );
}
