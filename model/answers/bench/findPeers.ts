import path from "node:path";
import { runPython } from "../../engine/tensorflow/setup/python.js";
import { peers, peerSubjects, type PeerSettings, type Subject } from "./subjects.js";
import type { Text } from "../../messages/message.js";

/** The peers that this Python has; says how to install those that it has not. */
export async function findPeers(
  settings: PeerSettings,
  note: (message: Text) => void,
): Promise<readonly Subject[]> {
  const { folder } = settings;
  const python = wherever(settings.python);
  const found = new Set<string>();
  for (const { needs } of peers) {
    if (await canImport(python, needs, folder)) found.add(needs);
    else note(`${needs} is not installed: ${python} -m pip install ${needs}`);
  }
  return peerSubjects({ ...settings, python }, (needed) => found.has(needed));
}

/** A relative path would be one of the folder in which it is run; a name alone is looked for on PATH. */
function wherever(command: string): string {
  return path.basename(command) === command ? command : path.resolve(command);
}

async function canImport(python: string, name: string, folder: string): Promise<boolean> {
  const question = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
  const asked = await runPython(python, ["-c", question], {
    environment: process.env,
    signal: new AbortController().signal,
    // Holds programs only, and no module that Python would take for its own.
    directory: folder,
  });
  return asked.kind === "ended" && asked.code === 0;
}
