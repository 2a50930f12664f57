import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page, type ViewportSize } from "@playwright/test";
import {
  findCodeServer,
  installCodeServer,
  type CodeServer,
} from "../../extension/launch/codeServer.js";
import { serveVsCode, type ServedVsCode } from "../../extension/launch/serveVsCode.js";
import {
  createWorkspace,
  linkExtension,
  writeSettings,
  type LaunchWorkspace,
  type TrainOverrides,
} from "../../extension/launch/workspace.js";
import { cacheDirectory } from "../../model/host/cache.js";
import { chromiumFlags, findChromium } from "./chromium.js";
import { writeLanguagePack } from "./languagePack.js";
import { statusBarItem } from "./workbench.js";

export interface SessionOptions {
  readonly repository: string;
  /** Begins a run with these values as soon as the window is open; without it no run begins. */
  readonly train?: TrainOverrides;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** VS Code's language, such as `zh-cn`; English without it. */
  readonly language?: string;
  readonly flags?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Opens the folder in Restricted Mode, without a question. */
  readonly isUntrusted?: boolean;
  /** What a folder of the tests' own holds, by path within it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of other extensions to have beside ours. */
  readonly extensions?: readonly string[];
}

/** A real VS Code with the extension in it, open in a browser, with a folder of its own. */
export interface Session {
  readonly page: Page;
  readonly served: ServedVsCode;
  readonly folder: string;
  /** Where `npm start` would find the folder of the run; null without a run. */
  readonly workspace: LaunchWorkspace | null;
  /** The last words of the extension host and of the extension, for a test that failed. */
  lastWords(): Promise<string>;
  close(): Promise<void>;
}

/** Installs the VS Code if there is none yet. */
export async function ensureCodeServer(
  repository: string,
  report: (message: string) => void,
): Promise<CodeServer> {
  const { signal } = new AbortController();
  const request = { cacheDirectory: cacheDirectory(), repository, report, signal };
  return findCodeServer(request.cacheDirectory) ?? (await installCodeServer(request));
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { repository } = options;
  const root = await mkdtemp(path.join(tmpdir(), "googlenet-test-"));
  const workspace = options.train === undefined ? null : await createWorkspace(root, options.train);
  const folder = workspace?.folder ?? root;
  for (const [file, text] of Object.entries(options.files ?? {})) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const served = await serve(root, options);
  const browser = await launchBrowser();
  const page = await newWindow(browser, options.viewport ?? defaultViewport);
  await page.goto(served.address(folder));
  await page.locator(".monaco-workbench").waitFor({ timeout: 180_000 });
  return {
    ...{ page, served, folder, workspace },
    lastWords: () => lastWordsIn(path.join(root, ".vscode-data", "logs")),
    close: async () => {
      await browser.close();
      await served.group.stop();
      await workspace?.close();
      await rm(root, { recursive: true, force: true });
    },
  };

  async function serve(dataParent: string, more: SessionOptions): Promise<ServedVsCode> {
    const dataDirectory = path.join(dataParent, ".vscode-data");
    const extensionsDirectory = path.join(dataParent, ".vscode-extensions");
    const { isUntrusted = false } = more;
    await writeSettings(dataDirectory, {
      ...atRest,
      ...more.settings,
      ...(isUntrusted ? restricted : {}),
    });
    for (const folder of [repository, ...(more.extensions ?? [])]) {
      await linkExtension(extensionsDirectory, folder);
    }
    const { language, flags = [] } = more;
    if (language !== undefined) await writeLanguagePack(dataDirectory, language);
    return serveVsCode({
      codeServer: await ensureCodeServer(repository, () => undefined),
      ...{ dataDirectory, extensionsDirectory },
      ...(isUntrusted ? {} : { trustedFolder: folder }),
      flags: language === undefined ? flags : [...flags, "--locale", language],
      ...(more.environment === undefined ? {} : { environment: more.environment }),
    });
  }
}

/** Waits until the extension is at work: on a busy machine its host starts long after the window. */
export async function untilActivated(session: Session): Promise<void> {
  try {
    await statusBarItem(session.page).waitFor({ timeout: activationTimeoutMs });
  } catch (error) {
    const words = await session.lastWords();
    throw new Error(`The extension was not activated.\n${words}`, { cause: error });
  }
}

const activationTimeoutMs = 120_000;
/**
 * A window of the tests has no GPU, and each frame of what moves in it takes a part of the processor; what trains in it
 * would take all that other tests leave, for as long as it is looked at.
 */
const atRest = { "workbench.reduceMotion": "on", "googlenet.threads": 1 };

const logFiles = /(?:remoteexthost|GoogLeNet)\.log$/u;

async function lastWordsIn(logs: string): Promise<string> {
  const files = await readdir(logs, { recursive: true }).catch(() => []);
  const texts = files
    .filter((file) => logFiles.test(file))
    .map(async (file) => {
      const text = await readFile(path.join(logs, file), "utf8");
      return `${path.basename(file)}:\n${text.trim().split("\n").slice(-30).join("\n")}`;
    });
  return (await Promise.all(texts)).join("\n\n");
}

/** Settings under which a folder that was never opened is not trusted, and nobody is asked. */
const restricted = {
  "security.workspace.trust.startupPrompt": "never",
};

/** Small, since each frame of it is painted without a GPU. */
const defaultViewport = { width: 1280, height: 800 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
}

/** On a busy machine the server of a window takes long to answer. */
const navigationTimeoutMs = 120_000;

/** A page in which a VS Code is opened. */
export async function newWindow(browser: Browser, viewport?: ViewportSize): Promise<Page> {
  const page = await browser.newPage(viewport === undefined ? {} : { viewport });
  page.setDefaultNavigationTimeout(navigationTimeoutMs);
  return page;
}
