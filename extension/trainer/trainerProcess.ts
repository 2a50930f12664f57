import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createBirpc } from "birpc";
import { cacheDirectory } from "../../model/host/cache.js";
import { withRevivedError } from "../../model/messages/rpcError.js";
import { isRpcMessage } from "../../model/messages/rpcMessage.js";
import { SaidError } from "../../model/messages/saidError.js";
import { endedBefore, type TrainerApi, type TrainerEvents } from "../../model/trainer/protocol.js";

/** What a question rejects with where the trainer ended before it answered. */
export class TrainerEnded extends SaidError {
  override readonly name = "TrainerEnded";

  constructor(options?: ErrorOptions) {
    super(endedBefore, options);
  }
}

/** How a trainer ended. */
export interface TrainerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether `stop` was called before it ended. */
  readonly wasStopped: boolean;
  /** Its last lines on stderr. */
  readonly lastErrors: readonly string[];
}

/** A trainer at work: one promise of its end and one verb. */
export interface TrainerProcess {
  readonly pid: number | undefined;
  /** Calls reject with a `TrainerEnded` when the process ends before it answers. */
  readonly api: TrainerApi;
  readonly stopped: Promise<TrainerExit>;
  /** Lets go of the process, which then ends by itself, and kills it where it does not. */
  stop(): Promise<TrainerExit>;
}

/** Starts a trainer that tells these handlers of its events, and nobody of others. */
export type LaunchTrainer = (events: Partial<TrainerEvents>) => TrainerProcess;

const nobody: TrainerEvents = {
  onEvents: () => undefined,
  onSetupProgress: () => undefined,
  onAnswerProgress: () => undefined,
};

export interface TrainerOptions {
  /** The absolute path of the trainer's bundle. */
  readonly script: string;
  readonly events: Partial<TrainerEvents>;
  /** Told of each line the trainer prints. */
  readonly log: (line: string) => void;
  /** How long a trainer that was let go may take to end. */
  readonly graceMs?: number;
}

const errorLinesKept = 20;
// Events may still be on their way when the process has ended; children of its own may keep its
// streams open. Where we closed the channel ourselves, "close" does not come, and no event does.
const drainMs = 1000;
const drainAfterLettingGoMs = 50;

/** Starts a trainer on the host's own Node. */
export function startTrainer(options: TrainerOptions): TrainerProcess {
  const child = fork(options.script, [], {
    // Flags of the host, such as its debugger's port, are not for the child.
    execArgv: [],
    env: trainerEnvironment(),
    // A VS Code that was started in a repository has its folder, whose files a program may take for its
    // own: Python its modules, Windows its programs.
    cwd: path.dirname(options.script),
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lastErrors: string[] = [];
  forEachLine(child.stdout, options.log);
  forEachLine(child.stderr, (line) => {
    options.log(line);
    lastErrors.push(line);
    if (lastErrors.length > errorLinesKept) lastErrors.shift();
  });
  const { api, close } = connect(child, { ...nobody, ...options.events });
  let wasStopped = false;
  const stopped = untilClosed(child, lastErrors).then((end): TrainerExit => {
    close(new TrainerEnded());
    return { ...end, wasStopped, lastErrors };
  });
  const stop = (): Promise<TrainerExit> => {
    if (!wasStopped) {
      wasStopped = true;
      letGo(child, options.graceMs ?? 5000);
    }
    return stopped;
  };
  return { pid: child.pid, api, stopped, stop };
}

function trainerEnvironment(): NodeJS.ProcessEnv {
  const isElectron = process.versions["electron"] !== undefined;
  return {
    ...process.env,
    // As seen from this folder, where it is relative.
    GOOGLENET_CACHE: cacheDirectory(),
    ...(isElectron ? { ELECTRON_RUN_AS_NODE: "1" } : {}),
  };
}

function connect(
  child: ChildProcess,
  events: TrainerEvents,
): { api: TrainerApi; close: (reason: Error) => void } {
  let receive: (message: unknown) => void = () => undefined;
  const rpc = createBirpc<TrainerApi, TrainerEvents>(events, {
    post: (data: object) => post(child, data),
    on: (listener: (message: unknown) => void) => {
      receive = (message) => {
        if (isRpcMessage(message)) listener(message);
      };
      child.on("message", receive);
    },
    off: () => void child.off("message", receive),
    deserialize: withRevivedError,
    bind: "functions",
    timeout: -1, // A run takes hours; the end of the process rejects what is open.
  });
  return { api: rpc, close: (reason) => rpc.$close(reason) };
}

function post(child: ChildProcess, data: object): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!child.connected) {
      reject(new TrainerEnded());
      return;
    }
    // Its end may be known to the channel first.
    child.send(data, (error) => {
      if (error === null) resolve();
      else reject(new TrainerEnded({ cause: error }));
    });
  });
}

function letGo(child: ChildProcess, graceMs: number): void {
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  timer.unref();
  child.once("exit", () => clearTimeout(timer));
}

function untilClosed(
  child: ChildProcess,
  lastErrors: string[],
): Promise<Pick<TrainerExit, "code" | "signal">> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      lastErrors.push(error.message);
      if (child.pid === undefined) resolve({ code: null, signal: null });
    });
    child.once("exit", (code, signal) => {
      const wait = child.connected ? drainMs : drainAfterLettingGoMs;
      setTimeout(() => resolve({ code, signal }), wait);
    });
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
}

function forEachLine(stream: Readable | null, handle: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on("line", handle);
}
