import path from "node:path";
import * as vscode from "vscode";
import { isExecutable } from "../../model/host/isExecutable.js";
import { pathSettings } from "../manifest.js";
import { readPath } from "./settings.js";

const allowedKey = "googlenet.allowedPrograms";

/**
 * A program that the workspace's settings name runs only when the person has said so, once for each
 * path. What the person's own settings name, and what is found on PATH, is not asked about.
 */
export class ProgramConsent {
  /** A refusal holds until the window is closed: a person who has changed their mind opens it again. */
  private readonly answers = new Map<string, Promise<boolean>>();

  /** `memento`: the workspace's. */
  constructor(private readonly memento: vscode.Memento) {}

  /** The Python to use where this one is asked for; the person's own where the workspace's is refused. */
  async python(asked: string): Promise<string> {
    const { workspaceFolderValue, workspaceValue, globalValue } =
      vscode.workspace.getConfiguration().inspect(pathSettings.python) ?? {};
    const named = readPath(workspaceFolderValue ?? workspaceValue);
    if (named === "" || readPath(globalValue) === named) return asked;
    const program = fullPath(asked);
    return (await this.isAllowed(program)) ? program : readPath(globalValue);
  }

  private isAllowed(program: string): Promise<boolean> {
    const answer = this.answers.get(program) ?? this.ask(program);
    this.answers.set(program, answer);
    return answer;
  }

  private async ask(program: string): Promise<boolean> {
    const allowed = (): readonly string[] => this.memento.get(allowedKey, []);
    if (allowed().includes(program)) return true;
    if (!(await ask(program))) return false;
    await this.memento.update(allowedKey, [...allowed(), program]);
    return true;
  }
}

async function ask(program: string): Promise<boolean> {
  const run = vscode.l10n.t("Run It");
  const advice = vscode.l10n.t(
    "Run it only if you know where it comes from. Otherwise your own Python is used.",
  );
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("This workspace's settings name a program to run as Python."),
    { modal: true, detail: `${withoutDisguise(program)}\n\n${advice}` },
    run,
  );
  return chosen === run;
}

/** A name alone is looked for on PATH, as the system would; where there is none it stays as it is. */
function fullPath(program: string): string {
  if (/[/\\]/u.test(program)) return path.resolve(program);
  const found = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, program))
    .find(isExecutable);
  return found ?? program;
}

/** Signs that are not seen, or that turn the direction of reading, could make a path look like another. */
function withoutDisguise(text: string): string {
  return text.replaceAll(/\p{C}/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
