import { readFile } from "node:fs/promises";
import { type Message, says, sentences } from "../../../messages/message.js";

/** By these the dynamic linker is told to take libraries from elsewhere. */
const variables = [
  "LD_LIBRARY_PATH",
  "LD_PRELOAD",
  "DYLD_LIBRARY_PATH",
  "DYLD_INSERT_LIBRARIES",
] as const;

/** What may keep a sound library from loading, and what to do; null where nothing is known. */
export async function loadingObstacles(environment: NodeJS.ProcessEnv): Promise<Message | null> {
  const named = variables
    .filter((name) => (environment[name] ?? "") !== "")
    .map((name) =>
      says("The variable {0} may put another library in its place: try without it.", name),
    );
  const known = [...named, ...(await memoryLimit())];
  return known.length === 0 ? null : sentences(...known);
}

/** Of this process and those that it starts; only Linux tells. */
async function memoryLimit(): Promise<readonly Message[]> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const bytes = Number(/^Max address space +(\d+)/mu.exec(limits)?.[1] ?? NaN);
  if (Number.isNaN(bytes)) return [];
  const limit = (bytes / 1e9).toFixed(1);
  return [
    says(
      "This process may take {0} GB of addresses only: try without that limit (ulimit -v).",
      limit,
    ),
  ];
}
