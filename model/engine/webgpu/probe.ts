import { lastLine, runProgram, type ProgramResult } from "../../host/program.js";
import { adapterOptions, type AdapterInfo } from "./adapter.js";
import type { DawnFile } from "./dawn.js";
import { type Message, says, sentences, verbatim } from "../../messages/message.js";

/** A graphics driver that hangs shall not hang whoever asks what can train here. */
const patienceMs = 20_000;

const program = `
const module_ = { exports: {} };
process.dlopen(module_, process.argv[1]);
module_.exports.create([]).requestAdapter(${JSON.stringify(adapterOptions)}).then((adapter) => {
  const fields = ["vendor", "architecture", "device", "description", "isFallbackAdapter"];
  const info = adapter && Object.fromEntries(fields.map((field) => [field, adapter.info[field]]));
  process.stdout.write("\\n" + JSON.stringify(info), () => process.exit(0));
});
`;

/** The adapter that Dawn finds, null where it finds none, or why it could not be asked. */
export type Probe =
  | { readonly info: AdapterInfo | null }
  | { readonly reason: Message; readonly info?: undefined };

/**
 * Asks Dawn in a process of its own, which a broken driver may crash or hang. Rejects when the signal
 * is aborted.
 */
export async function probeAdapter(
  { file }: DawnFile,
  stop: AbortSignal = new AbortController().signal,
  patience = patienceMs,
): Promise<Probe> {
  const timeout = AbortSignal.timeout(patience);
  try {
    const result = await runProgram(process.execPath, ["-e", program, file], {
      // The host's program on the desktop is Electron.
      environment: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      signal: AbortSignal.any([stop, timeout]),
    });
    return interpret(result);
  } catch (error) {
    if (stop.aborted || !timeout.aborted) throw error;
    const seconds = patience / 1000;
    return { reason: says("The graphics driver did not answer within {0} seconds.", seconds) };
  }
}

function interpret(result: ProgramResult): Probe {
  if (result.kind === "missing") return { reason: sentences(verbatim(result.cause.message)) };
  const { code, stdout, stderr } = result;
  // SAFETY: the program is ours, and ends with this line.
  if (code === 0) return { info: JSON.parse(lastLine(stdout)) as AdapterInfo | null };
  const error = /^(?:\w*Error): (.+)$/mu.exec(stderr)?.[1];
  if (error !== undefined) return { reason: sentences(verbatim(error)) };
  return { reason: says("The graphics driver crashed while it was asked for a device.") };
}
