import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "../../model/messages/userError.js";
import type { CodeServer } from "./codeServer.js";
import { cleanEnvironment } from "./environment.js";
import { startGroup, type ProcessGroup } from "./processGroup.js";

export interface ServeRequest {
  readonly codeServer: CodeServer;
  /** Where this VS Code keeps its settings, logs and state. */
  readonly dataDirectory: string;
  readonly extensionsDirectory: string;
  /** More flags for the server. */
  readonly flags?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The one folder that is trusted without a question. */
  readonly trustedFolder?: string;
}

export interface ServedVsCode {
  readonly port: number;
  readonly group: ProcessGroup;
  /** The address that opens a folder; it carries the token, without which the server answers 403. */
  address(folder: string, query?: Readonly<Record<string, string>>): string;
}

const host = "127.0.0.1";
const startTimeoutMs = 60_000;

/** Serves VS Code on a free port of the loopback address, with a new secret token. */
export async function serveVsCode(request: ServeRequest): Promise<ServedVsCode> {
  const { codeServer, dataDirectory, extensionsDirectory, trustedFolder } = request;
  const token = randomBytes(18).toString("base64url");
  const tokenFile = path.join(dataDirectory, "token");
  await mkdir(dataDirectory, { recursive: true });
  await mkdir(extensionsDirectory, { recursive: true });
  // By file, since a command line can be read by every user of the machine.
  await writeFile(tokenFile, token, { mode: 0o600 });
  const group = startGroup(
    codeServer.node,
    [
      codeServer.serverMain,
      ...["--host", host, "--port", "0", "--connection-token-file", tokenFile],
      ...["--user-data-dir", dataDirectory, "--server-data-dir", dataDirectory],
      ...["--extensions-dir", extensionsDirectory],
      ...["--accept-server-license-terms", "--disable-telemetry"],
      ...(trustedFolder === undefined ? [] : ["--default-folder", trustedFolder]),
      ...(request.flags ?? []),
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment(request.environment) },
  );
  const port = await listeningPort(group, path.join(dataDirectory, "server.log"));
  return {
    port,
    group,
    address: (folder, query = {}) => {
      const parameters = new URLSearchParams({ tkn: token, folder, ...query });
      return `http://${host}:${String(port)}/?${parameters.toString()}`;
    },
  };
}

/** Reads the port from the server's first lines and keeps all of its output in a file. */
async function listeningPort(group: ProcessGroup, logFile: string): Promise<number> {
  const { stdout, stderr } = group.child;
  if (stdout === null || stderr === null) throw new TypeError("The server's output is not piped.");
  const log = createWriteStream(logFile);
  stdout.pipe(log, { end: false });
  stderr.pipe(log, { end: false });
  const port = await new Promise<number | null>((resolve) => {
    const timer = setTimeout(resolve, startTimeoutMs, null);
    createInterface(stdout).on("line", (line) => {
      const bound = /^Server bound to .*:(\d+)/.exec(line)?.[1];
      if (bound !== undefined) finish(Number(bound));
    });
    group.ended.then(
      () => {
        finish(null);
      },
      () => {
        finish(null);
      },
    );
    const finish = (value: number | null): void => {
      clearTimeout(timer);
      resolve(value);
    };
  });
  if (port !== null) return port;
  await group.stop();
  throw new UserError(
    "VS Code's server did not start.",
    `What it said is in ${logFile}.`,
    "Run the command again; if it stays so, delete the folder `vscode` in the cache.",
  );
}
