import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as limit } from "node:timers/promises";
import { runTests } from "@vscode/test-electron";
import { serveVsCode } from "../../extension/launch/serveVsCode.js";
import { writeSettings } from "../../extension/launch/workspace.js";
import { ensureCodeServer, launchBrowser, newWindow } from "../support/servedVsCode.js";
import { resultsVariable, shownMark, type TestRecord } from "./host.js";

const timeoutMs = 8 * 60_000;

/**
 * Runs the suite inside the extension host of a real VS Code: the desktop's where
 * `VSCODE_EXECUTABLE` names one, else the one from the package registry, open in Chromium.
 */
export async function runHostSuite(
  repository: string,
  log: (line: string) => void,
): Promise<readonly TestRecord[]> {
  const root = await mkdtemp(path.join(tmpdir(), "googlenet-host-"));
  const request: SuiteRequest = {
    ...{ repository, root, log },
    testsPath: path.join(repository, "dist", "test", "host.cjs"),
    results: path.join(root, "results.json"),
  };
  try {
    const desktop = process.env["VSCODE_EXECUTABLE"];
    const problem = await (desktop === undefined || desktop === ""
      ? runServed(request)
      : runDesktop(desktop, request));
    return await readResults(request.results, problem);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

interface SuiteRequest {
  readonly repository: string;
  /** A folder for everything this VS Code writes. */
  readonly root: string;
  readonly testsPath: string;
  readonly results: string;
  readonly log: (line: string) => void;
}

/** Resolves to what went wrong, as far as the exit code tells, or null. */
async function runServed(request: SuiteRequest): Promise<string | null> {
  const dataDirectory = path.join(request.root, "data");
  await writeSettings(dataDirectory);
  const served = await serveVsCode({
    codeServer: await ensureCodeServer(request.repository, request.log),
    dataDirectory,
    extensionsDirectory: path.join(request.root, "extensions"),
    trustedFolder: request.root,
    // A built VS Code takes the two paths below from its address only with this.
    flags: ["--enable-smoke-test-driver"],
    environment: { [resultsVariable]: request.results },
  });
  try {
    const payload = JSON.stringify([
      ["extensionDevelopmentPath", remote(request.repository)],
      ["extensionTestsPath", remote(request.testsPath)],
    ]);
    return await runInBrowser(served.address(request.root, { payload }), request.log);
  } finally {
    await served.group.stop();
  }
}

/** A path as the window names it: on the machine of the extension host. */
function remote(file: string): string {
  return `vscode-remote://remote${file}`;
}

async function runInBrowser(address: string, log: (line: string) => void): Promise<string | null> {
  const browser = await launchBrowser();
  try {
    const page = await newWindow(browser, { width: 1400, height: 900 });
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction("codeAutomationExit", resolve);
    });
    await page.exposeFunction("codeAutomationLog", (_type: string, values: unknown[]) => {
      const line = values.map(String).join(" ");
      const at = line.indexOf(shownMark);
      if (at >= 0) log(line.slice(at + shownMark.length).trimStart());
    });
    await page.goto(address);
    const code = await Promise.race([exit, limit(timeoutMs, undefined, { ref: false })]);
    if (code === undefined) return `The suite did not end within ${timeoutMs / 60_000} minutes.`;
    return code === 0 ? null : `The extension host ended with code ${code}.`;
  } finally {
    await browser.close();
  }
}

async function runDesktop(executable: string, request: SuiteRequest): Promise<string | null> {
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: request.repository,
      extensionTestsPath: request.testsPath,
      extensionTestsEnv: { [resultsVariable]: request.results },
      launchArgs: [
        request.root,
        "--disable-extensions",
        "--disable-workspace-trust",
        `--user-data-dir=${path.join(request.root, "data")}`,
      ],
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A suite that ended badly without a failed test counts as one failed test. */
async function readResults(file: string, problem: string | null): Promise<readonly TestRecord[]> {
  const text = await readFile(file, "utf8").catch(() => "[]");
  const records = JSON.parse(text) as readonly TestRecord[];
  if (records.some(({ error }) => error !== null)) return records;
  if (problem === null && records.length > 0) return records;
  return [...records, { title: "suite", error: problem ?? "The suite has no tests." }];
}
